// A new version of a profile: values in their fields with units, what they change beside them, and what the desk says of
// a mistake beside the field that it names. What the desk asks back about is asked again, and only then recorded.
import { now } from '../clock.js';
import { make, say, show } from '../dom.js';
import { toast } from '../shell/announce.js';
import { command } from '../shell/api.js';
import { confirm } from '../shell/dialog.js';
import { field } from '../shell/form.js';
import { timeText, zoneOf } from '../shell/time.js';
import { fieldInstant, fieldText } from '../on-call/wall.js';
import { differenceTable } from './diff.js';
import { difference, flatten, unitOf, withValue, wordsOf } from './fields.js';

/** options: profile's name, version that comes next, base (content), me, done(). */
export function editor({ profile, version, base, me, done }) {
  const fields = flatten(base)
    .filter((one) => typeof one.value === 'number')
    .map((one) => field({ name: one.path, label: wordsOf(one.path), unit: unitOf(one.path), type: 'number', step: 'any', value: String(one.value), required: true }));
  const json = make('textarea', 'limit-json');
  json.id = 'limit-json';
  json.spellcheck = false;
  json.rows = 18;
  const label = make('label', '', 'The whole profile as JSON, to add or take away limits');
  label.htmlFor = 'limit-json';
  const problem = make('div', 'failed');
  problem.setAttribute('role', 'alert');
  show(problem, false);
  const zone = zoneOf();
  const from = field({ name: 'from', label: 'Holds from', type: 'datetime-local', hint: `by the clocks of ${zone}`, value: fieldText(Math.ceil(now() / 60000) * 60000, zone), required: true });
  const reason = field({ name: 'reason', label: 'Why', hint: 'Kept with the version. No names of people.', required: true, maxLength: 500 });
  const change = make('div', 'limit-preview');
  let content = structuredClone(base);
  const write = () => (json.value = JSON.stringify(content, null, 2));
  const preview = () => change.replaceChildren(make('h3', '', 'What changes'), differenceTable({ before: base, after: content, names: [version === 1 ? 'before' : `version ${version - 1}`, `version ${version}`] }));
  for (const one of fields) {
    one.input.addEventListener('input', () => {
      if (one.value !== undefined && !Number.isNaN(one.value)) {
        content = withValue(content, one.name, one.value);
        write();
        preview();
      }
    });
  }
  json.addEventListener('input', () => {
    try {
      content = JSON.parse(json.value);
      show(problem, false);
      const known = new Map(flatten(content).map((one) => [one.path, one.value]));
      for (const one of fields) {
        show(one.root, known.has(one.name));
        if (known.has(one.name) && document.activeElement !== one.input) {
          one.input.value = known.get(one.name);
        }
      }
      preview();
    } catch (cause) {
      wrong(`This is not JSON yet: ${cause.message}`);
    }
  });
  const wrong = (text) => {
    problem.replaceChildren(make('p', '', text));
    show(problem, true);
  };
  const button = make('button', 'primary', `Publish version ${version} …`);
  button.type = 'submit';
  const values = make('fieldset', 'limit-fields', make('legend', '', 'Values'), ...fields.map((one) => one.root));
  const node = make('form', 'form limit-form', values, make('details', '', make('summary', '', 'As JSON'), label, json), change, from.root, reason.root, problem, make('div', 'form-foot', button));
  node.noValidate = true;
  node.addEventListener('submit', async (event) => {
    event.preventDefault();
    show(problem, false);
    const missing = [from, reason].filter((one) => one.value === '');
    [from, reason].forEach((one) => one.wrong(one.value === '' ? 'Fill this in.' : ''));
    if (missing.length > 0) {
      missing[0].input.focus();
      return;
    }
    const changes = difference(base, content).filter((row) => row.change !== 'same').length;
    const starts = new Date(fieldInstant(from.value, zone));
    const body = { version, from: starts.toISOString(), profile: { ...content, id: profile }, reason: reason.value };
    const answer = await publish(body, changes);
    if (answer) {
      toast(`Version ${version} of ${profile} is published.`);
      done();
    }
  });

  function publish(body, changes, question = null) {
    let asked = null;
    return confirm({
      title: question ? 'Is it meant as it is?' : `Publish version ${version} of ${profile}`,
      record: question ?? [`${changes === 0 ? 'Nothing differs from the version before.' : `${changes} ${changes === 1 ? 'value differs' : 'values differ'} from the version before.`}`, `It holds from ${timeText(body.from, { form: 'both' })}, in running sessions too, and cannot be taken back; a later version can take its place.`, `Why: ${body.reason}`],
      by: me.label,
      verb: question ? 'It is meant so' : 'Publish it',
      danger: true,
      send: async () => {
        try {
          return await command('POST', `/api/v1/limits/${encodeURIComponent(profile)}`, body);
        } catch (refusal) {
          if (refusal.status === 428) {
            asked = refusal.problem;
            return null;
          }
          beside(refusal.message);
          throw refusal;
        }
      },
    }).then((answer) => (asked ? publish({ ...body, confirmation: asked.confirmation }, changes, asked.questions) : answer));
  }

  /** The desk names the field in its words: the longest name of one that stands there is it. */
  function beside(text) {
    const named = fields.filter((one) => text.includes(one.name)).sort((a, b) => b.name.length - a.name.length)[0];
    fields.forEach((one) => one.wrong(one === named ? text : ''));
    if (text.includes('from') && text.includes('holds')) {
      from.wrong(text);
    }
    wrong(text);
  }

  write();
  preview();
  say(label, label.textContent);
  return node;
}
