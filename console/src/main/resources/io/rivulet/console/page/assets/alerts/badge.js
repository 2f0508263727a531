// The mark of the tab: what is most urgent can be seen where the page is not.
const MARKS = { high: '/assets/alerts/mark-high.svg', medium: '/assets/alerts/mark-medium.svg' };

export function showBadge(numbers) {
  const link = document.querySelector('link[rel="icon"]');
  const mark = numbers.high > 0 ? MARKS.high : numbers.medium > 0 ? MARKS.medium : '/assets/mark.svg';
  if (link.getAttribute('href') !== mark) {
    link.href = mark;
  }
}
