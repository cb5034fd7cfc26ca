// What was just done is said once: the address that one reloads, keeps or comes back to does not say it again.
(() => {
  const url = new URL(location.href);
  for (const word of ["saved", "replayed", "revived"]) url.searchParams.delete(word);
  if (url.href !== location.href) history.replaceState(history.state, "", url);
})();
