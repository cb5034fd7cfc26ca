// Three short sounds, made here: nothing to load. A browser lets a page sound only after its user has touched it.
const sound = (() => {
  const tones = { // [hertz, begins after, lasts (seconds)]
    queue: [[659, 0, 0.25], [880, 0.16, 0.25], [1319, 0.32, 0.5]],
    mine: [[988, 0, 0.18], [1319, 0.12, 0.4]],
    others: [[523, 0, 0.3]],
  };
  const loudest = 0.4; // of full scale
  let context;

  function unlock() {
    context ||= new AudioContext();
    if (context.state === "suspended") context.resume().then(() => document.dispatchEvent(new Event("sound:ready")), () => {});
  }

  function play(kind, volume) {
    unlock();
    for (const [hertz, after, lasts] of tones[kind]) strike(hertz, context.currentTime + after, lasts, loudest * (volume / 100) ** 2);
  }

  // Struck like a bell: at once, and dying away.
  function strike(hertz, at, lasts, gain) {
    const oscillator = context.createOscillator(), envelope = context.createGain();
    oscillator.type = "triangle";
    oscillator.frequency.value = hertz;
    envelope.gain.setValueAtTime(0.0001, at);
    envelope.gain.exponentialRampToValueAtTime(Math.max(gain, 0.0002), at + 0.01);
    envelope.gain.exponentialRampToValueAtTime(0.0001, at + lasts);
    oscillator.connect(envelope).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + lasts);
  }

  for (const gesture of ["pointerdown", "keydown"]) document.addEventListener(gesture, unlock, { capture: true, passive: true });

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-try]");
    if (button) play(button.dataset.try, button.form.elements.Volume.value);
  });

  return { play, get isReady() { return context?.state === "running"; } };
})();
