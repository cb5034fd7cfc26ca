// What goes with answers besides words and files, kept by the tab: with the one that is written in each conversation, by its address, and with those that
// were sent last, by their keys, for they may come back.
const Shelf = (() => {
  const most = 20; // answers that are remembered
  const nameOf = what => `with ${document.querySelector(".console")?.dataset.operator} ${what}`;
  const read = what => JSON.parse(sessionStorage.getItem(nameOf(what)) || "[]");
  const write = (what, things) => sessionStorage.setItem(nameOf(what), JSON.stringify(things));

  const keep = (address, things) => write(address, things);
  const kept = address => read(address);
  const remember = (key, things) => write("sent", [...read("sent"), [key, things]].slice(-most));
  const recall = key => read("sent").findLast(([sent]) => sent === key)?.[1] || [];

  return { keep, kept, remember, recall };
})();
