// Limits profiles: what holds, the versions of one and their difference, which sessions go by it, and a new version.
import { byId, make, say } from '../dom.js';
import { plural } from '../format.js';
import { icon } from '../icons.js';
import { get } from '../shell/api.js';
import { startShell } from '../shell/shell.js';
import { empty, failed, fill } from '../shell/states.js';
import { timeOf } from '../shell/time.js';
import { differenceTable } from './diff.js';
import { editor } from './edit.js';

const LOOK_MS = 500;
const LOOKS = 40;
const name = location.pathname.split('/')[2] ? decodeURIComponent(location.pathname.split('/')[2]) : null;
const { me } = await startShell({
  page: 'limits',
  help: {
    about: 'A limits profile says from which values on readings open excursions and doses open alerts. Each version holds from its time on, in running sessions too; readings before that time stay judged by the version before. Nothing is overwritten.',
  },
});
const mayPublish = me.may('MANAGE_LIMITS');
const target = byId('limits');
const profilePath = (profile) => `/limits/${encodeURIComponent(profile)}`;
const contentOf = (profile, version) => get(`/api/v1/limits/${encodeURIComponent(profile)}/versions/${version}`);

const both = async () => {
  const [known, used] = await Promise.all([get('/api/v1/limits'), get('/api/v1/limits/sessions')]);
  return { ...known, used };
};

function heads(...words) {
  return make('thead', '', make('tr', '', ...words.map((word) => {
    const cell = make('th', '', word);
    cell.scope = 'col';
    return cell;
  })));
}

function box(label, ...content) {
  const node = make('div', 'table-box', make('table', '', make('caption', 'unseen', label), ...content));
  node.tabIndex = 0;
  node.setAttribute('role', 'region');
  node.setAttribute('aria-label', label);
  return node;
}

function rowHead(...content) {
  const cell = make('th', '', ...content);
  cell.scope = 'row';
  return cell;
}

function link(href, text, className = '') {
  const node = make('a', className, text);
  node.href = href;
  return node;
}

function list({ profiles, used }) {
  if (profiles.length === 0) {
    return [empty('No limits profile is published', mayPublish ? 'Publish the first with: ./rivulet limits publish NAME --version 1 --profile FILE. docs/limits.md says what it holds. Later versions can be made here.' : 'An administrator publishes profiles; until then no reading is judged.')];
  }
  const rows = profiles.map((one) => {
    const holding = one.versions.find((version) => version.holds);
    const next = one.versions.filter((version) => Date.parse(version.from) > Date.now());
    const sessions = used.sessions.filter((session) => session.profile === one.profile).length;
    return make(
      'tr',
      '',
      rowHead(link(profilePath(one.profile), one.profile)),
      make('td', '', ...(Date.parse(holding.from) > 0 ? [`version ${holding.version}, since `, timeOf(holding.from, { form: 'both' })] : [`version ${holding.version}, from the beginning`])),
      make('td', '', holding.recordedBy ?? 'not recorded'),
      make('td', '', next.length > 0 ? `version ${next[0].version} from ` : 'none', next.length > 0 ? timeOf(next[0].from, { form: 'both' }) : ''),
      make('td', 'number', `${sessions}${used.more ? ' or more' : ''}`),
    );
  });
  return [box('Limits profiles', heads('Profile', 'Holds now', 'Published by', 'To come', 'Open sessions of your sites'), make('tbody', '', ...rows))];
}

function one({ profiles, used, recorded }) {
  const found = profiles.find((profile) => profile.profile === name);
  if (!found) {
    return [empty(`There is no limits profile ${name}`, 'Those that are published are on the page of limits.', link('/limits', 'All limits profiles'))];
  }
  const versions = [...found.versions].reverse();
  const latest = versions[0];
  const sessions = used.sessions.filter((session) => session.profile === name);
  return [
    make('p', 'limit-links', link('/limits', 'All limits profiles'), link(`/backtest?profile=${encodeURIComponent(name)}`, 'Try on the past', 'quiet as-button')),
    section('Versions', versionsOf(versions), recorded ? '' : 'The session desk does not answer: who published them is not known now.'),
    section('Difference', compare(versions), 'Choose any two versions.'),
    section('Sessions that go by it', usedBy(sessions, used.more), 'Open sessions of your sites.'),
    ...(mayPublish ? [section('A new version', newVersion(latest), 'What you publish holds for every site that uses this profile.')] : []),
  ];
}

function section(title, content, about) {
  return make('section', 'panel limit-section', make('h2', '', title), about ? make('p', 'limit-about', about) : '', content);
}

function versionsOf(versions) {
  const rows = versions.map((version) =>
    make(
      'tr',
      '',
      rowHead(`version ${version.version}`),
      make('td', '', timeOf(version.from, { form: 'both' })),
      make('td', 'limit-state', ...(version.holds ? [icon('up'), 'holds now'] : [Date.parse(version.from) > Date.now() ? 'to come' : 'earlier'])),
      make('td', '', version.recordedBy ?? 'not recorded'),
      make('td', '', version.recordedAt ? timeOf(version.recordedAt, { form: 'both' }) : '–'),
      make('td', 'limit-reason', version.reason ?? '–'),
    ),
  );
  return box('Versions', heads('Version', 'Holds from', 'State', 'Published by', 'When', 'Why'), make('tbody', '', ...rows));
}

function choice(id, label, versions, value) {
  const select = make('select');
  select.id = id;
  for (const version of versions) {
    const option = make('option', '', `version ${version.version}${version.holds ? ' (holds now)' : ''}`);
    option.value = version.version;
    option.selected = version.version === value;
    select.append(option);
  }
  const text = make('label', '', label);
  text.htmlFor = id;
  return { select, root: make('div', 'field', text, select) };
}

function compare(versions) {
  const after = choice('after', 'With', versions, versions[0].version);
  const before = choice('before', 'Compare', versions, (versions[1] ?? versions[0]).version);
  const all = make('input');
  all.type = 'checkbox';
  all.id = 'all-values';
  const label = make('label', '', 'Values that are the same too');
  label.htmlFor = 'all-values';
  const result = make('div');
  const load = () =>
    fill(
      result,
      () => Promise.all([contentOf(name, before.select.value), contentOf(name, after.select.value)]),
      ([one, other]) => differenceTable({ before: one, after: other, names: [`version ${before.select.value}`, `version ${after.select.value}`], all: all.checked }),
      'Comparing',
    );
  [before.select, after.select, all].forEach((input) => input.addEventListener('change', load));
  all.checked = versions.length === 1;
  load();
  return make('div', '', make('div', 'limit-choice', before.root, after.root, make('span', 'check', all, label)), result);
}

function usedBy(sessions, more) {
  if (sessions.length === 0) {
    return make('p', 'side-none', 'None is open. A session is given a profile on its page.');
  }
  const rows = sessions.map((session) => make('tr', '', rowHead(me.may('SEE_SESSIONS') ? link(`/sessions/${encodeURIComponent(session.session)}`, session.session) : session.session), make('td', '', session.site), make('td', '', timeOf(session.since, { site: session.site, form: 'both' }))));
  return make('div', '', box('Sessions', heads('Session', 'Site', 'Since'), make('tbody', '', ...rows)), make('p', '', `${plural(sessions.length, 'session')}${more ? ', and there are more' : ''}`));
}

function newVersion(latest) {
  const body = make('div');
  fill(body, () => contentOf(name, latest.version), (base) => editor({ profile: name, version: latest.version + 1, base, me, done: () => listed(latest.version + 1) }), 'Asking for the latest version');
  return body;
}

/** A version is listed once it has landed, some moments after it was published. */
async function listed(version) {
  for (let i = 0; i < LOOKS; i += 1) {
    const { profiles } = await get('/api/v1/limits').catch(() => ({ profiles: [] }));
    if (profiles.some((one) => one.profile === name && one.versions.some((known) => known.version === version))) {
      break;
    }
    await new Promise((go) => setTimeout(go, LOOK_MS));
  }
  return load();
}

function load() {
  return fill(target, both, name ? one : list, 'Asking for limits');
}

if (name) {
  say(byId('title'), `Limits profile ${name}`);
  document.title = `${name} · Limits · Rivulet`;
}
load().catch((refusal) => target.replaceChildren(failed(refusal, load)));
