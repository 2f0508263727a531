// What is around every page. A page is this much HTML (see style.html) and calls startShell once:
//
//   <body>
//     <a class="skip" href="#main">Skip to the devices</a>
//     <header class="frame" id="frame"></header>
//     <div class="banners" id="banners"></div>
//     <main id="main" tabindex="-1"><div class="page-head"><h1>Fleet</h1></div> ... </main>
//     <footer></footer>
//   </body>
//
//   const shell = await startShell({ page: 'fleet', help: { about: 'What this page is for.', keys: [['/', 'search']] } });
//   shell.me.label, shell.me.may('SEE_QUARANTINE')
//
// The shell asks /api/v1/frame every few seconds for the counts of alerts, for what is wrong and for how the database
// is. A page that listens to the stream tells it: shell.connection('live' | 'connecting' | 'lost' | 'trouble', why) and
// shell.heard(instant), as soon as values are as of that time; shell.live(onState) follows live/stream.js. Until then the connection shown is the shell's own.
// shell.banner(id, text or null, { warning, note }) is for what the page has to say above itself.
import { checkedAt, heard, now, tickAges } from '../clock.js';
import { byId, make, reconcile, say, show } from '../dom.js';
import { ago, count } from '../format.js';
import { icon } from '../icons.js';
import { startAnnouncing, toast } from './announce.js';
import { get, send } from './api.js';
import { clocks } from './clocks.js';
import { helpButton, hintFor, startKeys } from './help.js';
import { grantWords, loadMe } from './me.js';
import { menu } from './menu.js';
import { pagesFor } from './pages.js';
import { themeButton } from './theme.js';
import { timeText, useZones } from './time.js';
import { warningsOf } from './trouble.js';

const ASK_EVERY_MS = 5000;
const ZONES_MS = 1500;
const STATES = { connecting: 'Connecting', live: 'Live', trouble: 'No database', lost: 'Reconnecting' };
const PRIORITIES = ['high', 'medium', 'low'];

/** Starts what is around the page; answers with the shell once it is known who is signed in. */
export async function startShell({ page, help = {} }) {
  startAnnouncing();
  document.body.dataset.stream = 'connecting';
  const parts = frame();
  const me = await whoAsks(parts);
  const shell = shellOf(me, parts);
  // Zones come first, so that no time is shown in one zone and a moment later in another; a page does not wait long for them.
  await Promise.race([shell.ask(), pause(ZONES_MS)]);
  parts.pages.append(...navigation(me, page));
  parts.tools.append(helpButton({ page, help, me }), themeButton(), userMenu(me));
  show(parts.demo, Boolean(me.demo));
  hintFor(me, shell);
  startKeys({ me, page, help });
  setInterval(shell.ask, ASK_EVERY_MS);
  setInterval(shell.tick, 1000);
  shell.tick();
  return shell;
}

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

/** What was last counted for this person in this tab; null where nothing was. */
function lastCounts(me) {
  const kept = sessionStorage.getItem(`rivulet.counts.${me.name}`);
  return kept && me.may('SEE_ALERTS') ? JSON.parse(kept) : null;
}

const keepCounts = (me, counts) => sessionStorage.setItem(`rivulet.counts.${me.name}`, JSON.stringify(counts));

/** Asks until it is answered, and says why the page is empty until then. */
async function whoAsks(parts) {
  for (let wait = 1000; ; wait = Math.min(2 * wait, ASK_EVERY_MS)) {
    try {
      return await loadMe();
    } catch (refusal) {
      const state = refusal.status === 503 ? 'trouble' : 'lost';
      document.body.dataset.stream = state;
      say(parts.state, STATES[state]);
      say(parts.lost.text, `${refusal.message} Trying again.`);
      show(parts.banner, true);
      await pause(wait);
    }
  }
}

function frame() {
  const mark = make('img');
  mark.src = '/assets/mark.svg';
  mark.alt = '';
  mark.width = 28;
  mark.height = 28;
  const home = make('a', '', mark, make('span', 'brand-name', 'Rivulet'));
  home.href = '/';
  home.setAttribute('aria-label', 'Rivulet, your first page');
  const demo = make('span', 'demo-mark', 'Demo');
  demo.title = 'Everything here is simulated.';
  demo.hidden = true;
  const old = make('span', 'counts-old', 'old');
  old.title = 'As last read: nothing newer can be read now';
  old.hidden = true;
  const counts = make('a', 'frame-counts', make('span', 'unseen', 'Alerts: '));
  counts.href = '/alerts';
  counts.hidden = true;
  const pills = Object.fromEntries(
    PRIORITIES.map((priority) => {
      const number = make('b', '', '–');
      const pill = make('span', `pill ${priority} none`, icon(priority), number, ' ', make('span', 'count-word', priority));
      counts.append(pill, ' ');
      return [priority, { pill, number }];
    }),
  );
  counts.append(old);
  const state = make('p', 'connection-state', 'Connecting');
  state.setAttribute('role', 'status');
  const age = make('p', 'connection-age');
  const signal = make('span', 'connection-mark');
  signal.setAttribute('aria-hidden', 'true');
  const connection = make('div', 'frame-connection', signal, make('div', '', state, age));
  const time = clocks();
  const pages = make('nav', 'frame-pages');
  pages.id = 'pages';
  pages.setAttribute('aria-label', 'Pages');
  const open = make('button', 'bare frame-menu-button', icon('menu'));
  open.type = 'button';
  open.setAttribute('aria-label', 'Pages');
  open.setAttribute('aria-expanded', 'false');
  open.setAttribute('aria-controls', 'pages');
  open.addEventListener('click', () => open.setAttribute('aria-expanded', String(pages.classList.toggle('is-open'))));
  const tools = make('div', 'frame-tools', open);
  const banner = make('div', 'banner');
  banner.setAttribute('role', 'alert');
  banner.hidden = true;
  byId('frame').replaceChildren(make('div', 'frame-brand', home, demo), counts, connection, time.root, tools, pages);
  const lost = { text: make('span'), age: make('span') };
  lost.age.setAttribute('aria-hidden', 'true');
  banner.append(lost.text, lost.age);
  const list = make('div', 'banners');
  byId('banners').append(banner, list);
  return { demo, counts, old, pills, state, age, time, pages, tools, banner, lost, list };
}

function navigation(me, current) {
  const list = make('ul');
  for (const page of pagesFor(me)) {
    const link = make('a', '', page.title);
    link.href = page.path;
    if (page.id === current) {
      link.setAttribute('aria-current', 'page');
    }
    list.append(make('li', '', link));
  }
  return [list, make('p', 'notice', 'Listens only: bedside alarms remain in charge.')];
}

function userMenu(me) {
  const roles = make('ul', '', ...me.roles.map((grant) => make('li', '', grantWords(grant))));
  const profile = make('a', '', 'Your account');
  profile.href = '/account';
  const out = make('button', '', 'Sign out');
  out.type = 'button';
  out.addEventListener('click', async () => {
    try {
      const answer = await send('POST', '/api/v1/sign-out');
      location.assign(answer?.end ?? '/sign-in');
    } catch (refusal) {
      // Whoever leaves a screen has to know that it is still theirs.
      toast(`You are still signed in. ${refusal.message}`, { failed: true });
    }
  });
  return menu({
    label: [icon('user')],
    name: `You: ${me.label}`,
    content: [make('div', 'menu-who', make('b', '', me.label), make('p', 'notice', me.name), roles), profile, out],
  }).root;
}

function shellOf(me, parts) {
  let own = true;
  let shownAt = 0;
  let reason = '';
  const said = new Map();

  const shell = {
    me,
    now,
    /** How the page's own stream is. The first call takes the shown connection over. */
    connection(state, why = '') {
      own = false;
      set(state, why);
    },
    /** The same, followed: shell.live(onState) with onState of live/stream.js. */
    live(onState) {
      onState(({ state, what, source }) => {
        shell.connection(state, state === 'live' ? '' : what);
        shell.banner('source', source.state === 'store' ? source.message : null, { warning: true });
      });
    },
    /** Values are as of this instant, by the server's clock. */
    heard(instant) {
      heard(instant);
      shownAt = checkedAt();
    },
    /** Says something above the page, or takes it away where text is null. */
    banner(id, text, { warning = false, note = false, until, action } = {}) {
      if (text) {
        said.set(id, { id, text, warning, note, until, action });
      } else {
        said.delete(id);
      }
      draw();
    },
    /** The last counts stay while nothing newer can be read, and are marked as old. */
    counts(numbers) {
      const last = numbers ?? lastCounts(me);
      show(parts.counts, Boolean(last));
      show(parts.old, Boolean(last) && !numbers);
      parts.counts.classList.toggle('is-old', !numbers);
      if (!last) {
        return;
      }
      keepCounts(me, last);
      for (const priority of PRIORITIES) {
        say(parts.pills[priority].number, count(last[priority]));
        parts.pills[priority].pill.classList.toggle('none', last[priority] === 0);
      }
      const bare = document.title.replace(/^▲ \d+ high · /, '');
      document.title = last.high > 0 ? `▲ ${last.high} high · ${bare}` : bare;
    },
    async ask() {
      try {
        const frameNow = await get('/api/v1/frame');
        heard(frameNow.at);
        useZones(frameNow.zones);
        shell.counts(frameNow.alerts);
        for (const key of [...said.keys()].filter((one) => one.startsWith('frame-'))) {
          said.delete(key);
        }
        for (const warning of warningsOf(frameNow)) {
          said.set(`frame-${warning.id}`, { ...warning, id: `frame-${warning.id}` });
        }
        draw();
        if (own) {
          shownAt = frameNow.store.up ? checkedAt() : shownAt;
          set(frameNow.store.up ? 'live' : 'trouble', frameNow.store.message);
        }
      } catch (refusal) {
        shell.counts(null);
        if (own) {
          set('lost', `${refusal.message} Trying again.`);
        }
      }
      shell.tick();
    },
    tick() {
      const time = now();
      parts.time.tick(time);
      say(parts.age, checkedAt() ? `checked ${ago(time - checkedAt())}` : '');
      say(parts.lost.age, shownAt ? `Values below are from ${timeText(shownAt, { form: 'seconds' })}, ${ago(time - shownAt)}, and may be old.` : 'Nothing has been read yet.');
      tickAges();
    },
  };

  function set(state, why) {
    if (document.body.dataset.stream !== state || reason !== why) {
      document.body.dataset.stream = state;
      reason = why;
      say(parts.state, STATES[state]);
      show(parts.banner, state === 'trouble' || state === 'lost');
      say(parts.lost.text, why);
    }
  }

  function draw() {
    reconcile(parts.list, [...said.values()], (one) => one.id, bannerOf);
  }
  return shell;
}

function bannerOf(first) {
  const text = make('span');
  const left = make('span', 'warning-left');
  const kind = first.note ? ' is-note' : first.warning ? ' is-warning' : '';
  const root = make('div', `banner${kind}`, icon(first.note ? 'help' : first.warning ? 'medium' : 'high'), text, left);
  root.setAttribute('role', first.note || first.warning ? 'status' : 'alert');
  if (first.action) {
    root.append(first.action);
  }
  return {
    root,
    update(one) {
      say(text, one.text);
      left.dataset.until = one.until ?? '';
    },
  };
}
