// Runs before the first paint, so that a chosen theme does not flash. ?theme=dark or light wins.
(() => {
  const known = ['light', 'dark'];
  const asked = new URLSearchParams(location.search).get('theme');
  let kept = null;
  try {
    kept = localStorage.getItem('rivulet.theme');
  } catch {
    // Storage may be forbidden; the system's theme holds then.
  }
  const theme = [asked, kept].find((value) => known.includes(value));
  if (theme) {
    document.documentElement.dataset.theme = theme;
  }
})();
