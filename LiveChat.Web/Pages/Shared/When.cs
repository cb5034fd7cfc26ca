using System.Globalization;
using LiveChat.Core.Hours;

namespace LiveChat.Web.Pages.Shared;

/// <summary>Times as people read them: in the business's zone, and with the day only where it is not today.</summary>
public static class When
{
    extension(BusinessTime time)
    {
        /// <summary>14:05, under the separator of its day: right for ever.</summary>
        public string Clock(DateTimeOffset at) => time.Local(at).ToString("HH:mm");

        /// <summary>วันพุธที่ 25 พฤศจิกายน 2569: a day by its name and no other, so that it need not be told at midnight.</summary>
        public string Day(DateOnly day) => day.ToString(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "th" ? "ddddที่ d MMMM yyyy" : "dddd d MMMM yyyy", CultureInfo.CurrentCulture);

        /// <summary>24 พ.ย.: a day of this month.</summary>
        public string DayAndMonth(DateOnly day) => day.ToString("d MMM", CultureInfo.CurrentCulture);

        /// <summary>พฤศจิกายน 2569.</summary>
        public string Month(DateOnly month) => month.ToString("MMMM yyyy", CultureInfo.CurrentCulture);

        /// <summary>14:05, or 3 พ.ย. 14:05.</summary>
        public string Moment(DateTimeOffset at) => time.Local(at).ToString(time.DayOf(at) == time.Today ? "HH:mm" : "d MMM HH:mm");

        /// <summary>14:05:09, or 3 พ.ย. 14:05:09: where several come within a minute.</summary>
        public string Second(DateTimeOffset at) => time.Local(at).ToString(time.DayOf(at) == time.Today ? "HH:mm:ss" : "d MMM HH:mm:ss");

        /// <summary>14:05 today, else the day.</summary>
        public string Brief(DateTimeOffset at) => time.Local(at).ToString(time.DayOf(at) == time.Today ? "HH:mm" : "d MMM");

        public string Full(DateTimeOffset at) => time.Local(at).ToString("d MMMM yyyy HH:mm:ss");
    }
}
