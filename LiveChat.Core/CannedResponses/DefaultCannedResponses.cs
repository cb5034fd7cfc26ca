using LiveChat.Core.Messages;

namespace LiveChat.Core.CannedResponses;

/// <summary>What a new console begins with; from then on they are the shop's own.</summary>
public static class DefaultCannedResponses
{
    public static readonly IReadOnlyList<(string Title, string Category, string Text)> All =
    [
        ("ทักทาย", "ทักทาย", "สวัสดีค่ะ/ครับ คุณ{{customer}} {{operator}} ยินดีให้บริการ มีอะไรให้ช่วยคะ/ครับ"),
        ("ขออภัยที่ให้รอ", "ทักทาย", "ขออภัยที่ให้รอนานนะคะ/ครับ คุณ{{customer}} ตอนนี้ดูแลให้แล้วค่ะ/ครับ"),
        ("ขอเวลาตรวจสอบ", "ระหว่างคุย", "ขอเวลาตรวจสอบสักครู่นะคะ/ครับ เดี๋ยวรีบแจ้งให้ทราบค่ะ/ครับ"),
        ("ขอชื่อและเบอร์โทร", "ขอข้อมูล", "รบกวนขอชื่อ-นามสกุล และเบอร์โทรที่ติดต่อได้ด้วยค่ะ/ครับ"),
        ("ขอเลขที่คำสั่งซื้อ", "ขอข้อมูล", "รบกวนแจ้งเลขที่คำสั่งซื้อ หรือส่งรูปใบเสร็จให้ดูหน่อยได้ไหมคะ/ครับ"),
        ("ได้รับยอดแล้ว", "ชำระเงินและจัดส่ง", "ได้รับยอดเรียบร้อยแล้ว ขอบคุณมากค่ะ/ครับ"),
        ("แจ้งเลขพัสดุ", "ชำระเงินและจัดส่ง", "จัดส่งให้แล้วค่ะ/ครับ เลขพัสดุคือ "),
        ("ขอบคุณและปิดท้าย", "ปิดท้าย", "ขอบคุณที่ติดต่อเรานะคะ/ครับ คุณ{{customer}} หากมีอะไรเพิ่มเติมทักมาได้เสมอค่ะ/ครับ"),
    ];

    /// <summary>As it is kept for searching.</summary>
    public static string SearchTextOf(string title, string category, string text) => ThaiText.Searchable($"{title}\n{category}\n{text}");
}
