// Why an alert reached whom, what became of each notification, and everything that happened to it: asked for when it is opened.
import { make } from '../dom.js';
import { plural } from '../format.js';
import { icon } from '../icons.js';
import { get } from '../shell/api.js';
import { failed, loading } from '../shell/states.js';
import { timeOf, timeText } from '../shell/time.js';
import { deliveryIcon, deliveryWords, reasonWords } from './words.js';

export function story({ me, whole }) {
  let row = null;
  let asked = 0;
  const body = make('div', 'story');
  const root = whole ? body : make('details', 'case-why', make('summary', '', 'Why, and who was told'), body);
  const load = async () => {
    const mine = (asked += 1);
    if (body.childElementCount === 0) {
      body.replaceChildren(loading('Asking why'));
    }
    let parts;
    try {
      parts = partsOf(await get(`/api/v1/alerts/${encodeURIComponent(row.alert.id)}`), me);
    } catch (refusal) {
      parts = [failed(refusal, load)];
    }
    if (mine === asked) {
      body.replaceChildren(...parts);
    }
  };
  root.addEventListener('toggle', () => root.open && load());
  return {
    root,
    open() {
      root.open = !root.open;
    },
    update(item) {
      const moved = row?.changed !== item.changed || row?.audit !== item.audit;
      row = item;
      if ((whole || root.open) && moved) {
        load();
      }
    },
  };
}

function partsOf(found, me) {
  const { site } = found.alert.alert;
  return [
    found.suppressed && make('p', 'story-hidden', icon('hold'), `Nobody is told now: ${found.suppressed.kind} by ${found.suppressed.by}, ${found.suppressed.reason}${found.suppressed.until ? `, until ${timeText(found.suppressed.until, { site })}` : ''}.`),
    section('Why it reached people', found.incidents.map((one) => why(one, site)), 'It belongs to no incident: no route told anybody of it.'),
    deliveries(found.deliveries, site, me),
    section('Notes', found.alert.notes.map((note) => make('li', '', timeOf(note.at, { site }), ' ', make('b', '', note.by), `: ${note.text}`)), null),
    section('What happened, latest first', found.audit.map((one) => happened(one, site)), 'Nothing yet.'),
  ].filter(Boolean);
}

function section(title, items, none) {
  if (items.length === 0 && none === null) {
    return null;
  }
  return make('section', 'story-part', make('h4', '', title), items.length > 0 ? make('ul', 'story-list', ...items) : make('p', 'story-none', none));
}

function why(one, site) {
  const steps = one.step === 'none' ? (one.over ? 'nothing of it is due any more' : 'no step of it was taken yet') : one.step;
  return make(
    'li',
    '',
    make('b', '', `Route ${one.route}`),
    ` took it${one.policy ? `; policy ${one.policy} says whom to tell` : ''}: ${steps}. Incident ${one.state}, ${plural(one.members, 'alert')}, grouped by ${one.group}.`,
    ...(one.nextDue && !one.over ? [' Looked at again ', timeOf(one.nextDue, { site }), '.'] : []),
  );
}

function deliveries(all, site, me) {
  if (all.length === 0) {
    return section('Who was told', [], 'Nobody yet.');
  }
  const rows = all.map((one) =>
    make(
      'tr',
      '',
      make('th', '', `${one.name ?? 'everybody there'} by ${one.channel}`, ...(one.person === me.name ? [make('span', 'story-you', ' you')] : [])),
      make('td', '', timeOf(one.created, { site, form: 'seconds' })),
      make('td', 'story-state', icon(deliveryIcon(one.state)), `${deliveryWords(one.state)}${one.attempts > 1 ? ` (${plural(one.attempts, 'try', 'tries')})` : ''}`, ...(one.delivered ? [' ', timeOf(one.delivered, { site, form: 'seconds' })] : [])),
      make('td', 'story-why', `because ${reasonWords(one.reason)}: ${one.why}${one.lastError ? ` — ${one.lastError}` : ''}`),
    ),
  );
  rows.forEach((line) => {
    line.firstElementChild.scope = 'row';
  });
  const heads = ['Who', 'Decided', 'What became of it', 'Why'].map((word) => {
    const cell = make('th', '', word);
    cell.scope = 'col';
    return cell;
  });
  const box = make('div', 'table-box', make('table', '', make('caption', 'unseen', 'Notifications'), make('thead', '', make('tr', '', ...heads)), make('tbody', '', ...rows)));
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', 'Notifications');
  return make('section', 'story-part', make('h4', '', 'Who was told'), box);
}

function happened(one, site) {
  const { entry } = one;
  const more = Object.entries(entry.detail).map(([name, value]) => `${name} ${value}`).join(', ');
  return make('li', '', timeOf(entry.time, { site, form: 'seconds' }), ' ', make('b', '', entry.event.replaceAll('_', ' ')), ` by ${entry.actor}`, more ? make('span', 'story-more', `: ${more}`) : '');
}

