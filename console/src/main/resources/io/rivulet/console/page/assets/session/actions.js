// What can be done to a session: the desk's own forms as dialogs, each with what will be recorded, by whom, and from when.
import { byId, make, show } from '../dom.js';
import { toast } from '../shell/announce.js';
import { get } from '../shell/api.js';
import { confirm, dialog } from '../shell/dialog.js';
import { courseActions } from './course.js';
import { dialogs } from './dialogs.js';
import { recorder } from './recorder.js';

const SAID = {
  observe: ['Observation', 'e', 'Chart an observation'],
  dose: ['Dose', 'd', 'Chart a dose that no pump gave'],
  weight: ['Weight', 'w', 'Record or correct the weight'],
  phase: ['Phase', 'p', 'Enter a phase'],
  bind: ['Bind', 'b', 'Bind a device'],
  unbind: ['Unbind', 'u', 'Unbind a device'],
  rebind: ['Correct a binding', 'r', 'Correct when a device served'],
  limits: ['Limits', 'l', 'Change the limits'],
  plan: ['Plan', 'n', 'Plan the dose anew'],
  screen: ['Screening', 's', 'Record the screening'],
  order: ['Pressure interval', 'i', 'Order how often pressure is taken'],
  concentration: ['Concentration', 'c', 'Record the concentration'],
  outcome: ['Score', 'o', 'Record an outcome score of the series'],
  seriesdose: ['Series dose', 't', 'Set the dose of a session to come of the series'],
  close: ['End', 'x', 'End the session'],
};
/** What is recorded of the series and not of the session, by what the desk calls it. */
const OF_SERIES = { outcome: 'outcome', seriesdose: 'dose' };
const FIRST = ['observe', 'dose', 'weight', 'phase'];
/** What may still be corrected for a while after the end. */
const AFTER_END = ['observe', 'dose', 'weight', 'rebind', ...Object.keys(OF_SERIES)];

export function startActions({ session, shell, shown, recorded }) {
  const allowed = shell.me.may('RECORD_SESSIONS');
  const buttons = make('div', 'head-actions');
  const record = recorder(session);
  let forms = null;
  let offered = null;

  async function formOf(verb) {
    forms ??= await get('/api/v1/sessions/actions');
    return { form: forms.session.find((one) => one.verb === verb), observations: forms.observations };
  }

  async function open(verb, given = {}) {
    if (!allowed || document.querySelector('dialog[open]')) {
      return;
    }
    if (OF_SERIES[verb]) {
      await course().open(OF_SERIES[verb], given);
      return;
    }
    try {
      const { form, observations } = await formOf(verb);
      const spec = await dialogs[verb]({ session, shown, given, form, observations, site: shown.course.site, now: shell.now });
      if (!spec) {
        return;
      }
      const done = await confirm({
        ...spec,
        by: `${shell.me.label} (${shell.me.name}), through this console`,
        send: (values) => record(verb, spec.body(values), spec.fields),
      });
      if (done) {
        toast(done.repeated ? 'It was recorded before; nothing was added.' : spec.done);
        recorded();
      }
    } catch (refusal) {
      toast(`This cannot be done now: ${refusal.message}`, { failed: true });
    }
  }

  const seriesOf = () => shown.record?.session?.series;
  let ofSeries = null;
  function course() {
    ofSeries ??= courseActions({
      name: seriesOf(),
      shell,
      recorded() {
        shown.seriesRecorded = (shown.seriesRecorded ?? 0) + 1;
        recorded();
      },
    });
    return ofSeries;
  }

  function button(verb, text, className = 'quiet small') {
    const node = make('button', className, text);
    node.type = 'button';
    node.hidden = !allowed;
    node.addEventListener('click', () => open(verb));
    return node;
  }

  /** Everything that can be done, found by typing or by its key. */
  function palette() {
    if (!allowed || document.querySelector('dialog[open]')) {
      return;
    }
    const search = make('input');
    search.type = 'search';
    search.setAttribute('aria-label', 'What to do');
    search.placeholder = 'Type to find';
    const list = make('ul', 'palette');
    const rows = verbs().map((verb) => {
      const [, key, words] = SAID[verb];
      const node = make('button', 'bare', make('span', '', words), make('kbd', '', key));
      node.type = 'button';
      node.addEventListener('click', () => {
        opened.close(null);
        open(verb);
      });
      const item = make('li', '', node);
      list.append(item);
      return { item, node, words: words.toLowerCase() };
    });
    const none = make('p', 'fact-note', 'Nothing like that can be done here.');
    none.hidden = true;
    const filter = () => {
      const wanted = search.value.trim().toLowerCase();
      rows.forEach((row) => show(row.item, row.words.includes(wanted)));
      show(none, rows.every((row) => row.item.hidden));
    };
    search.addEventListener('input', filter);
    const opened = dialog({ title: 'What to do', body: [search, list, none] });
    opened.node.addEventListener('keydown', (event) => {
      const open_ = rows.filter((row) => !row.item.hidden).map((row) => row.node);
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        const place = open_.indexOf(document.activeElement);
        const step = event.key === 'ArrowDown' ? 1 : -1;
        open_[(place + step + open_.length) % open_.length]?.focus();
      } else if (event.key === 'Enter' && document.activeElement === search) {
        event.preventDefault();
        open_[0]?.click();
      }
    });
    search.focus();
  }

  const verbs = () => Object.keys(SAID).filter((verb) => (!shown.course?.closed || AFTER_END.includes(verb)) && (!OF_SERIES[verb] || seriesOf()));

  function keys(event) {
    const typing = event.target instanceof Element && event.target.closest('input, select, textarea, dialog');
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing || !shown.course) {
      return;
    }
    if (event.key === 'k') {
      event.preventDefault();
      palette();
      return;
    }
    const verb = verbs().find((one) => SAID[one][1] === event.key);
    if (verb) {
      event.preventDefault();
      open(verb);
    }
  }

  function row(target, className) {
    for (const verb of FIRST) {
      if (verbs().includes(verb)) {
        const node = button(verb, SAID[verb][0], className);
        node.setAttribute('aria-label', SAID[verb][2]);
        node.title = `${SAID[verb][2]} (key ${SAID[verb][1]})`;
        target.append(node);
      }
    }
    const more = make('button', className, 'More');
    more.type = 'button';
    more.title = 'Everything you can do here (key k)';
    more.addEventListener('click', palette);
    target.append(more);
  }

  return {
    allowed,
    buttons,
    button,
    open,
    /** Once it is known what the session is: the buttons, also as a bar within a thumb's reach on a phone. */
    ready() {
      const now = Boolean(shown.course?.closed);
      if (offered === now) {
        return;
      }
      offered = now;
      buttons.replaceChildren();
      const bar = byId('act-bar');
      bar.replaceChildren();
      show(bar, allowed);
      if (allowed) {
        row(buttons, 'quiet');
        row(bar, 'quiet');
        buttons.firstElementChild?.classList.replace('quiet', 'primary');
        bar.firstElementChild?.classList.replace('quiet', 'primary');
        bar.setAttribute('role', 'group');
        bar.setAttribute('aria-label', 'What to do');
        removeEventListener('keydown', keys);
        addEventListener('keydown', keys);
      }
    },
  };
}
