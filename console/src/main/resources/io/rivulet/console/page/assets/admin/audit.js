// Who did what, when and where. The question is in the address, so that a link asks it again.
import { make } from '../dom.js';
import { get } from '../shell/api.js';
import { field } from '../shell/form.js';
import { table } from '../shell/table.js';
import { timeOf } from '../shell/time.js';

const ASKED = ['who', 'action', 'subject', 'site', 'from', 'to'];
const WAIT_MS = 300;

export function audit(panel) {
  const address = new URLSearchParams(location.search);
  const fields = [
    field({ name: 'who', label: 'Who', value: address.get('who'), maxLength: 100 }),
    field({ name: 'action', label: 'What', hint: 'such as user.* or session.open', value: address.get('action'), maxLength: 100 }),
    field({ name: 'subject', label: 'To what', value: address.get('subject'), maxLength: 200 }),
    field({ name: 'site', label: 'Site', value: address.get('site'), maxLength: 64 }),
    field({ name: 'from', label: 'From', type: 'datetime-local', value: address.get('from') }),
    field({ name: 'to', label: 'Until', type: 'datetime-local', value: address.get('to') }),
  ];
  const list = table({
    caption: 'Audit, newest first',
    key: (entry) => entry.id,
    columns: [
      { id: 'time', title: 'When', head: true, show: (entry) => timeOf(entry.time, { site: entry.sites?.[0], form: 'both' }) },
      { id: 'who', title: 'Who', show: (entry) => (entry.token ? `${entry.who}, by token ${entry.token}` : entry.who) },
      { id: 'action', title: 'What', show: (entry) => make('span', '', entry.action, make('span', 'narrow unit', [entry.subject, ...(entry.sites ?? [])].filter(Boolean).join(' · '))) },
      { id: 'subject', title: 'To what', wide: true, show: (entry) => entry.subject },
      { id: 'sites', title: 'Site', wide: true, show: (entry) => (entry.sites ?? []).join(', ') || '–' },
      { id: 'detail', title: 'Detail', wide: true, className: 'audit-detail', show: (entry) => Object.entries(entry.detail ?? {}).map(([name, value]) => `${name}: ${value}`).join(' · ') || '–' },
    ],
    ask: async ({ cursor }) => {
      const answer = await get('/api/v1/admin/audit', { ...question(), after: cursor });
      return { rows: answer.entries, next: answer.next };
    },
    empty: ['Nothing like that was done', 'Take a part of the question away. What can be part of it: who, what (user.* finds everything about users), to what, site, and times.'],
  });

  /** Times are typed in the browser's zone and asked for in UTC. */
  function question() {
    return Object.fromEntries(fields.map((one) => [one.name, one.input.type === 'datetime-local' && one.value ? new Date(one.value).toISOString() : one.value]));
  }

  let timer = 0;
  const tools = make('form', 'admin-tools', ...fields.map((one) => one.root));
  tools.setAttribute('role', 'search');
  tools.setAttribute('aria-label', 'Audit');
  fields[0].input.dataset.search = '';
  tools.addEventListener('submit', (event) => event.preventDefault());
  tools.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const asked = new URLSearchParams(fields.filter((one) => one.value).map((one) => [one.name, one.value]));
      for (const [name, value] of address) {
        if (!ASKED.includes(name)) {
          asked.set(name, value);
        }
      }
      history.replaceState(null, '', `${location.pathname}${asked.size > 0 ? `?${asked}` : ''}${location.hash}`);
      list.load();
    }, WAIT_MS);
  });
  panel.replaceChildren(tools, list.root);
  list.load();
}
