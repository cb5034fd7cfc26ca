using LiveChat.Core.Hours;

namespace LiveChat.Web.Pages.Shared;

/// <summary>Times as people read them: in the business's zone, and with the day only where it is not today.</summary>
public static class When
{
    extension(BusinessTime time)
    {
        /// <summary>14:05, or 3 พ.ย. 14:05.</summary>
        public string Moment(DateTimeOffset at) => time.Local(at).ToString(time.DayOf(at) == time.Today ? "HH:mm" : "d MMM HH:mm");

        /// <summary>14:05 today, else the day.</summary>
        public string Brief(DateTimeOffset at) => time.Local(at).ToString(time.DayOf(at) == time.Today ? "HH:mm" : "d MMM");

        public string Full(DateTimeOffset at) => time.Local(at).ToString("d MMMM yyyy HH:mm:ss");
    }
}
