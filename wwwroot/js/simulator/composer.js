// The phone's writing line: Enter sends, Shift+Enter breaks the line; the words leave the field when they are sent and come back when they were refused.
// The sheet of other things shuts when one is sent; the hand is at its "+" again, one step from the next.
const isComposer = form => form?.id === "composer";

document.addEventListener("keydown", event => {
  const field = event.target;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !(field instanceof HTMLTextAreaElement) || !isComposer(field.form)) return;
  event.preventDefault();
  field.form.requestSubmit();
});

document.addEventListener("change", event => {
  if (!event.target.matches("[data-send-when-chosen]") || !event.target.files.length) return;
  event.target.form.requestSubmit();
});

document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {    // the body has been collected by now
  if (!isComposer(ctx.sourceElement)) return;
  ctx.words = ctx.sourceElement.elements.text.value;
  ctx.sourceElement.reset();
});

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement;
  if (form?.id === "picture") form.reset();
  if (["picture", "sticker", "sample"].includes(form?.id)) shutSheet();
  if (!isComposer(form)) return;
  if (!ctx.response?.raw.ok && !form.elements.text.value) form.elements.text.value = ctx.words;
});

function shutSheet() {
  const sheet = document.querySelector(".composer__more");
  const hadFocus = sheet.contains(document.activeElement);
  sheet.open = false;
  if (hadFocus) sheet.querySelector("summary").focus();
}

document.querySelector("#composer textarea")?.focus({ preventScroll: true });
