// Alerts of this session, with acknowledging in one tap.
import { make, reconcile, say, show } from '../dom.js';
import { categoryWords, priorityWord } from '../format.js';
import { icon, setIcon } from '../icons.js';
import { announceLater, announceNow, toast } from '../shell/announce.js';
import { command, get } from '../shell/api.js';
import { confirm } from '../shell/dialog.js';
import { field } from '../shell/form.js';
import { timeText } from '../shell/time.js';

const MOST_OVER = 5;
const RANK = { high: 0, medium: 1, low: 2 };
const rank = (one) => RANK[(one.priority ?? '').toLowerCase()] ?? 3;

export function alertsPanel({ session, shell }) {
  const list = make('ul', 'alert-list');
  const none = make('p', 'fact-note', 'No alert of this session.');
  const more = make('p', 'fact-note');
  const link = make('a', '', 'All alerts');
  link.href = '/alerts';
  const root = make('section', 'panel', make('div', 'title-row', make('h2', '', 'Alerts'), link), list, none, more);
  root.setAttribute('aria-label', 'Alerts of this session');
  let known = new Map();
  let asked = '';
  let heard = null;

  /** High priority at once, others when there is a pause; what stood when the page was opened is on it. */
  function announce(standing) {
    for (const one of heard ? standing.filter((each) => !heard.has(each.key)) : []) {
      const words = `${priorityWord((one.priority ?? '').toLowerCase())} priority: ${categoryWords(one.category ?? '')}, ${one.detail ?? ''}`;
      if (rank(one) === 0) {
        announceNow(words);
      } else {
        announceLater(words);
      }
    }
    heard = new Set(standing.map((one) => one.key));
  }

  /** Alerting knows who has acknowledged what; the session's own course knows what holds. */
  async function ask(course) {
    const mark = (course.alerts ?? []).map((one) => `${one.key} ${one.revision}`).join();
    if (mark === asked) {
      return;
    }
    asked = mark;
    await again();
  }

  async function again() {
    try {
      const answer = await get('/api/v1/alerts', { session, limit: 100 });
      known = new Map((answer?.alerts ?? []).map(({ alert }) => [alert.id, alert]));
    } catch {
      // Without alerting they are shown as the session states them.
    }
  }

  return {
    root,
    update({ course }) {
      ask(course);
      const all = (course.alerts ?? []).filter((one) => !one.withdrawn);
      const standing = all.filter((one) => one.present || (one.signal ?? '').toLowerCase() === 'latched').sort((a, b) => rank(a) - rank(b) || Date.parse(b.start) - Date.parse(a.start));
      announce(standing);
      const over = all.filter((one) => !standing.includes(one)).sort((a, b) => Date.parse(b.start) - Date.parse(a.start));
      const shown = [...standing, ...over.slice(0, MOST_OVER)];
      reconcile(list, shown.map((one) => ({ ...one, site: course.site, over: over.includes(one), case: known.get(one.key) })), (one) => one.key, () => item({ shell, again }));
      show(none, all.length === 0);
      show(more, over.length > MOST_OVER);
      say(more, `${over.length - MOST_OVER} more are over.`);
    },
  };
}

function item({ shell, again }) {
  const mark = icon('medium');
  const priority = make('b');
  const what = make('span', 'alert-what');
  const detail = make('p');
  const when = make('p', 'fact-note');
  const button = make('button', 'quiet small', 'Acknowledge');
  button.type = 'button';
  const root = make('li', 'alert', make('div', 'alert-line', make('span', 'alert-sign', mark, priority), what, button), detail, when);
  let shown = null;
  button.addEventListener('click', async () => {
    const note = field({ name: 'note', label: 'Note', hint: 'what others should know, without names; may be left empty', maxLength: 500 });
    const done = await confirm({
      title: 'Acknowledge the alert',
      record: [`${categoryWords(shown.category)}: ${shown.detail ?? ''}`, 'Nobody further is told of it; the condition goes on being watched.'],
      by: shell.me.label,
      fields: [note],
      verb: 'Acknowledge',
      send: (values) => command('POST', `/api/v1/alerts/${encodeURIComponent(shown.key)}/acknowledge`, values.note ? { note: values.note } : {}),
    });
    if (done) {
      toast('Acknowledged.');
      await again();
    }
  });
  return {
    root,
    update(one) {
      shown = one;
      const level = (one.priority ?? '').toLowerCase();
      root.dataset.priority = one.over ? 'over' : level;
      setIcon(mark, level);
      say(priority, priorityWord(level));
      say(what, categoryWords(one.category ?? one.kind ?? ''));
      say(detail, one.detail ?? '');
      const acknowledged = (one.case?.state ?? one.signal ?? '').toLowerCase() === 'acknowledged';
      show(button, !one.over && !acknowledged && shell.me.may('ACT_ON_ALERTS'));
      button.setAttribute('aria-label', `Acknowledge ${categoryWords(one.category ?? '')}`);
      say(when, [one.over ? `over, ${timeText(one.start, { site: one.site })} to ${one.end ? timeText(one.end, { site: one.site }) : 'a time not known'}` : `since ${timeText(one.start, { site: one.site })}`, one.present || one.over ? null : 'condition is over, waits for somebody', acknowledged ? 'acknowledged' : null].filter(Boolean).join(' · '));
    },
  };
}
