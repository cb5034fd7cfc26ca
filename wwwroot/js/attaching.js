// The ways of a file into an answer: chosen, taken by the camera, pasted or dropped. A note takes none and says so: attached unseen, it would go to the
// customer with the next answer.
(() => {
  const conversationOf = event => event.target.closest?.(".conversation");
  const isNote = () => document.querySelector('.writing__mode [value="note"]:checked') !== null;
  const mayAttach = () => document.getElementById("composer")?.dataset.locked === "false" && !isNote();

  function take(files) {
    if (isNote()) say(document.getElementById("attachments").dataset.notForNotes);
    else if (mayAttach()) Attachments.add(files);
  }

  document.addEventListener("change", event => {
    if (!event.target.matches(".composer__attach input")) return;
    take(event.target.files);
    event.target.value = ""; // the same file may be chosen again
  });

  document.addEventListener("paste", event => {
    const { files, types } = event.clipboardData || {};
    const isWords = isNote() && types?.includes("text/plain"); // a spreadsheet copies words and a picture of them
    if (!files?.length || isWords || !conversationOf(event) || !(isNote() || mayAttach())) return;
    event.preventDefault();
    take(files);
  });

  const carriesFiles = event => [...(event.dataTransfer?.types || [])].includes("Files");
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) document.addEventListener(name, event => {
    if (!carriesFiles(event)) return;
    const over = conversationOf(event);
    event.preventDefault(); // beside the conversation too: the browser would open the file and leave the page
    const isOver = over && mayAttach() && (name === "dragenter" || name === "dragover");
    document.querySelector(".conversation")?.toggleAttribute("data-dropping", Boolean(isOver));
    if (name === "drop" && over) take(event.dataTransfer.files);
  });
})();
