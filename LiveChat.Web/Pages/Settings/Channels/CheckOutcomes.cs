using LiveChat.Core.Channels;

namespace LiveChat.Web.Pages.Settings.Channels;

/// <summary>A check that found something wrong, as an answer.</summary>
public static class CheckOutcomes
{
    extension(CheckChannel.Outcome outcome)
    {
        public int Status => outcome == CheckChannel.Outcome.NoAnswer ? StatusCodes.Status502BadGateway : StatusCodes.Status422UnprocessableEntity;

        public string Sentence => outcome switch
        {
            CheckChannel.Outcome.NoAnswer => "Line.Refusal.NoAnswer",
            CheckChannel.Outcome.AnotherAccount => "Line.Refusal.AnotherAccount",
            _ => "Line.Refusal.Refused",
        };
    }
}
