// Whether a hand is at the list: a pointer that has just moved in it, a button or a finger that is down.
const listHand = (() => {
  const stillness = 2000; // ms without a movement, and it rests
  let movedAt = -Infinity, isDown = false;

  const rest = () => { movedAt = -Infinity; };
  const isInList = event => Boolean(event.target.closest?.("#conversations"));

  function feel(event) {
    if (isInList(event)) movedAt = performance.now();
    else rest();
    if (/down|start/.test(event.type)) isDown = isInList(event);
    else if (/up|end|cancel/.test(event.type)) isDown = false;
  }

  // A finger that scrolls is no pointer any more, but still a finger.
  for (const type of ["pointermove", "pointerdown", "pointerup", "touchstart", "touchend", "touchcancel"]) document.addEventListener(type, feel, { capture: true, passive: true });
  document.documentElement.addEventListener("pointerleave", rest);

  return { isBusy: () => isDown || performance.now() - movedAt < stillness, rest };
})();
