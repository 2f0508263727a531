import { byId, make, reconcile, say } from './dom.js';
import { count } from './format.js';
import { icon, setIcon } from './icons.js';

const WORDS = { UP: 'up', DEGRADED: 'degraded', DOWN: 'down', UNKNOWN: 'unknown' };

export function showRoles(roles) {
  reconcile(byId('roles'), roles, (role) => role.name, chip);
}

/** What has been landed, and when last. */
export function showPipeline(overview) {
  const node = byId('pipeline');
  const sum = (part) => overview.pipeline.topics.reduce((total, topic) => total + topic[part], 0);
  if (overview.pipeline.topics.length === 0) {
    say(node, 'Nothing has landed yet');
    return;
  }
  const text = [
    `${count(sum('records'))} records landed`,
    `${count(sum('repeats'))} repeats left out`,
    `${count(sum('unlandable'))} set aside`,
  ].join(' · ');
  if (!node.counts) {
    node.counts = make('span');
    node.age = make('span');
    node.replaceChildren(node.counts, ' · newest ', node.age);
  }
  say(node.counts, text);
  node.age.dataset.at = overview.lastLanded ?? '';
}

function chip() {
  const mark = icon('unknown');
  const name = make('b');
  const state = make('span', 'role-state');
  const detail = make('span', 'role-detail');
  const age = make('span', 'role-age');
  const root = make('li', 'role', mark, make('div', 'role-name', name, state), make('div', 'role-foot', detail, age));
  return {
    root,
    update(role) {
      const word = WORDS[role.state] ?? 'unknown';
      root.dataset.state = word;
      setIcon(mark, word);
      say(name, role.name);
      say(state, word);
      say(detail, role.detail);
      detail.title = role.detail;
      age.dataset.at = role.lastActivity ?? '';
    },
  };
}
