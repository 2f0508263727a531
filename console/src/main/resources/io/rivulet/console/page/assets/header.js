import { byId, make, say, show } from './dom.js';
import { ago, clockLocal, clockUtc, count, zone } from './format.js';
import { icon } from './icons.js';

const STATES = { connecting: 'Connecting', live: 'Live', trouble: 'No database', lost: 'Reconnecting' };

const pills = {};

/** Alerts by priority, the state of the stream, the clocks, the theme. */
export function startHeader() {
  for (const priority of ['high', 'medium', 'low']) {
    const number = make('b', '', '–');
    const word = make('span', '', priority);
    const pill = make('span', `pill ${priority} none`, icon(priority), number, word);
    pills[priority] = { pill, number };
    byId('counts').append(pill);
  }
  startTheme();
}

export function showCounts(numbers) {
  for (const [priority, { pill, number }] of Object.entries(pills)) {
    say(number, count(numbers[priority]));
    pill.classList.toggle('none', numbers[priority] === 0);
  }
  byId('counts').setAttribute(
    'aria-label',
    `Alerts: ${numbers.high} high, ${numbers.medium} medium, ${numbers.low} low`,
  );
  const first = numbers.high ? `▲ ${numbers.high} high · ` : '';
  document.title = `${first}Rivulet`;
}

/** state: connecting, live, trouble or lost; what explains it. */
export function showConnection(state, what = '') {
  document.body.dataset.stream = state;
  say(byId('connection-state'), STATES[state]);
  show(byId('banner'), state === 'trouble' || state === 'lost');
  say(byId('banner-text'), what);
}

export function tickHeader(now, checkedAt, shownAt) {
  const date = new Date(now);
  say(byId('clock-local'), clockLocal(date));
  say(byId('clock-zone'), `local ${zone(date)}`);
  say(byId('clock-utc'), clockUtc(date));
  say(byId('connection-age'), checkedAt ? `checked ${ago(now - checkedAt)}` : '');
  say(
    byId('banner-age'),
    shownAt
      ? `Values below are from ${clockLocal(new Date(shownAt))}, ${ago(now - shownAt)}, and may be old.`
      : 'Nothing has been read yet.',
  );
}

function startTheme() {
  const button = byId('theme');
  const label = make('span', 'theme-label');
  button.append(icon('theme'), label);
  const dark = () =>
    (document.documentElement.dataset.theme ??
      (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const describe = () => {
    say(label, dark() ? 'Light' : 'Dark');
    button.setAttribute('aria-label', `Change to the ${dark() ? 'light' : 'dark'} theme`);
  };
  button.addEventListener('click', () => {
    const next = dark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem('rivulet.theme', next);
    } catch {
      // Not kept then.
    }
    describe();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', describe);
  describe();
}
