// How many want something: who waits, and what is unread of one's own. In the title, on the icon of the tab and on that of an installed console.
(() => {
  if (!document.querySelector(".console")) return;
  const size = 32; // pixels of the icon
  const icon = document.querySelector('link[rel="icon"]');
  const plain = icon.href;
  let shown = 0;

  const number = text => parseInt(text, 10) || 0;
  const rows = (selector, count) => [...document.querySelectorAll(selector)].reduce((sum, row) => sum + count(row), 0);

  function count() {
    const [waiting, mine] = [document.getElementById("count-waiting"), document.getElementById("count-mine")];
    const operator = document.querySelector(".console").dataset.operator;
    return (waiting ? number(waiting.dataset.count) : rows('.row[data-status="waiting"]', () => 1))
      + (mine ? number(mine.dataset.unread) : rows(`.row[data-owner="${operator}"] [data-unread]`, badge => number(badge.dataset.unread)));
  }

  function show() {
    const now = count();
    const name = document.title.replace(/^\(\d+\) /, "");
    const title = now ? `(${now}) ${name}` : name;
    if (document.title !== title) document.title = title;
    if (now === shown) return;
    shown = now;
    (now ? navigator.setAppBadge?.(now) : navigator.clearAppBadge?.())?.catch(() => {});
    draw(now);
  }

  async function draw(now) {
    if (!now) { icon.href = plain; return; }
    const picture = new Image(size, size);
    picture.src = plain;
    await picture.decode().catch(() => {});
    if (now !== shown) return;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size;
    const pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0, size, size);
    pen.fillStyle = "#b3261e";
    pen.beginPath();
    pen.arc(21, 21, 11, 0, 2 * Math.PI);
    pen.fill();
    pen.fillStyle = "#ffffff";
    pen.font = `700 ${now > 9 ? 14 : 18}px sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(now > 99 ? "…" : now, 21, 22);
    icon.href = canvas.toDataURL();
  }

  for (const event of ["counts:changed", "htmx:after:swap", "DOMContentLoaded"]) document.addEventListener(event, () => queueMicrotask(show));
})();
