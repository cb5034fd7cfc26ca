// Whether a row belongs in the list as it is filtered, and where: the list says how it is filtered and ordered (data-… of #conversations), a row what
// its conversation is like. The same rules as the server's (LiveChat.Core/Conversations/ListConversations.cs).
const listRules = (() => {
  const viewer = () => document.querySelector(".console").dataset.operator;
  const isOpen = row => row.querySelector(".row__link").pathname === location.pathname;
  const reading = row => readingOf(row.querySelector("unread-badge"));

  const rules = {
    status: (row, status) => row.dataset.status === status,
    mine: row => [row.dataset.owner, row.dataset.transferTo].includes(viewer()),
    unread: row => reading(row).isNew || isOpen(row), // what one reads does not vanish from under one's eyes
    needsReply: row => Boolean(row.dataset.needsReply),
    tag: (row, id) => row.dataset.tags.split(" ").includes(id),
    owner: (row, id) => row.dataset.owner === id,
    channel: (row, id) => row.dataset.channel === id,
  };

  const belongs = (list, row) => Object.entries(rules).every(([name, holds]) => !list.dataset[name] || holds(row, list.dataset[name]));

  // What is pinned comes first; the edge, behind which there is more, is never pinned.
  function keyOf(list, row) {
    const waiting = list.dataset.order === "waiting-first";
    const place = (waiting ? row.dataset.waiting : row.dataset.position).split(" ").map(number => (waiting ? 1 : -1) * number);
    return [row.matches(".row") && reading(row).pinned ? 0 : 1, ...place];
  }

  function precedes(list, a, b) {
    const [keyA, keyB] = [keyOf(list, a), keyOf(list, b)];
    const different = keyA.findIndex((part, i) => part !== keyB[i]);
    return different < 0 || keyA[different] < keyB[different];
  }

  return { belongs, precedes };
})();
