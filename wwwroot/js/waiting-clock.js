// <waiting-clock since> and <time-ago since>: how long a customer waits, how long ago somebody wrote. The server has written the words already, and
// gives the sentences to go on with (data-clock of the list), its own time (data-now), and from how many minutes on a wait is long (data-warn, -late).
(() => {
  const minute = 60000;
  let ahead; // ms by which this machine's clock is ahead of the server's

  const list = () => document.getElementById("list");
  const fill = (sentence, part) => sentence.replace("{0}", part);

  function rough(minutes, [inMinutes, inHours, inDays]) {
    if (minutes < 60) return fill(inMinutes, minutes);
    return minutes < 60 * 24 ? fill(inHours, Math.floor(minutes / 60)) : fill(inDays, Math.floor(minutes / 60 / 24));
  }

  class Clock extends HTMLElement {
    static observedAttributes = ["since", "data-wait"];

    connectedCallback() { this.show(); }

    // A morph writes the server's words and takes the colour away.
    attributeChangedCallback(name, before, now) {
      if (this.isConnected && (name === "since" ? before !== now : now === null)) queueMicrotask(() => this.show());
    }

    show() {
      if (!list()) return;
      ahead ??= Date.now() - list().dataset.now;
      const minutes = Math.max(0, Math.floor((Date.now() - ahead - Date.parse(this.getAttribute("since"))) / minute));
      const words = this.say(minutes, list().dataset.clock.split("|"));
      if (this.textContent !== words) this.textContent = words;
    }
  }

  customElements.define("time-ago", class extends Clock {
    say(minutes, words) { return minutes ? fill(words[4], rough(minutes, words)) : words[3]; }
  });

  customElements.define("waiting-clock", class extends Clock {
    say(minutes, words) {
      const { warn, late } = list().dataset;
      const wait = minutes >= late ? "late" : minutes >= warn ? "warn" : "short";
      if (this.dataset.wait !== wait) this.dataset.wait = wait;
      return minutes ? fill(words[6], rough(minutes, words)) : words[5];
    }
  });

  setInterval(() => { for (const clock of document.querySelectorAll("waiting-clock, time-ago")) clock.show(); }, minute / 4);
})();
