// Who else looks at a conversation, and who is typing there. The stream tells it of everybody and as data; the viewer is left out here, and rows and
// conversations that are swapped in get what is known.
(() => {
  const mostFaces = 3; // on a row
  const colours = 8; // of avatars
  const shown = new WeakMap();
  let company = {};

  document.addEventListener("live:company", ({ detail: { all, of } }) => { company = all ? of : { ...company, ...of }; showAll(); });
  document.addEventListener("live:asked", ({ detail: known }) => { known.company = { all: true, of: company }; });
  document.addEventListener("htmx:after:swap", showAll);

  function showAll() {
    for (const place of document.querySelectorAll(".row__viewers, .company")) {
      const others = othersAt(place.id.slice(place.id.indexOf("-") + 1));
      const state = JSON.stringify(others);
      if (shown.get(place) === state) continue;
      shown.set(place, state);
      if (place.matches(".company")) tell(place, others);
      else face(place, others);
    }
  }

  const console_ = () => document.querySelector(".console").dataset;

  const othersAt = id => (company[id] || []).filter(one => one.id !== Number(console_().operator));

  function face(row, others) {
    const faces = others.slice(0, mostFaces).map(one => element(`avatar avatar--small avatar--${one.id % colours}`, [...one.name.trim()][0]));
    const more = others.length > mostFaces ? [element("row__more", `+${others.length - mostFaces}`)] : [];
    for (const seen of [...faces, ...more]) seen.ariaHidden = "true";
    const words = sentence(console_().views, others);
    row.title = words;
    row.replaceChildren(...faces, ...more, ...(words ? [element("visually-hidden", words)] : []));
  }

  function tell(place, others) {
    const typists = others.filter(one => one.types), viewers = others.filter(one => !one.types);
    place.textContent = [sentence(place.dataset.types, typists), sentence(console_().views, viewers)].filter(Boolean).join(" · ");
    place.toggleAttribute("data-types-now", typists.length > 0);
  }

  function sentence(words, people) {
    if (!people.length) return "";
    const names = new Intl.ListFormat(document.documentElement.lang).format(people.map(one => one.name));
    return words.replace("{0}", () => names);
  }

  function element(className, text) {
    const span = document.createElement("span");
    span.className = className;
    span.textContent = text;
    return span;
  }
})();
