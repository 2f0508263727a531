// Fields with their label, hint and what is wrong with them; a mistake is said beside its field and nothing typed is lost.
//
//   const name = field({ name: 'name', label: 'Name', hint: 'small letters', required: true, maxLength: 60 });
//   const weight = field({ name: 'weightKg', label: 'Weight', unit: 'kg', type: 'number', min: 20, max: 300, step: 0.1 });
//   const role = field({ name: 'role', label: 'Role', choices: [['engineer', 'Clinical engineer']] });
//   form([name, weight, role], { verb: 'Add', send: (values) => command(...), done })
//
// codes: the codes of refusals that are about this field, where the server does not name it.
// type: text (default), number, password, textarea, checkbox, datetime-local, or choices for a list.
import { make, say, show } from '../dom.js';

let made = 0;

export function field(spec) {
  const id = `field-${(made += 1)}`;
  const input = control(spec);
  input.id = id;
  input.name = spec.name;
  const label = make('label', '', spec.unit ? `${spec.label} (${spec.unit})` : spec.label);
  label.htmlFor = id;
  const hint = make('p', 'field-hint', spec.hint ?? '');
  hint.id = `${id}-hint`;
  show(hint, Boolean(spec.hint));
  const problem = make('p', 'field-problem');
  problem.id = `${id}-problem`;
  problem.hidden = true;
  input.setAttribute('aria-describedby', [spec.hint ? hint.id : '', problem.id].filter(Boolean).join(' '));
  const root = spec.type === 'checkbox' ? make('div', 'field', make('span', 'check', input, label), hint, problem) : make('div', 'field', label, hint, input, problem);
  return {
    root,
    input,
    name: spec.name,
    codes: spec.codes ?? [],
    get value() {
      if (spec.type === 'checkbox') {
        return input.checked;
      }
      const text = spec.type === 'password' ? input.value : input.value.trim();
      return spec.type === 'number' ? (text === '' ? undefined : Number(text)) : text;
    },
    wrong(text) {
      say(problem, text ?? '');
      show(problem, Boolean(text));
      if (text) {
        input.setAttribute('aria-invalid', 'true');
      } else {
        input.removeAttribute('aria-invalid');
      }
    },
  };
}

function control(spec) {
  if (spec.choices) {
    const select = make('select');
    for (const [value, word] of spec.choices) {
      const option = make('option', '', word);
      option.value = value;
      option.selected = value === spec.value;
      select.append(option);
    }
    select.required = Boolean(spec.required);
    return select;
  }
  const input = make(spec.type === 'textarea' ? 'textarea' : 'input');
  if (spec.type !== 'textarea') {
    input.type = spec.type ?? 'text';
  }
  for (const name of ['maxLength', 'min', 'max', 'step', 'placeholder', 'autocomplete', 'pattern', 'inputMode']) {
    if (spec[name] !== undefined) {
      input[name] = spec[name];
    }
  }
  input.required = Boolean(spec.required);
  if (spec.type === 'checkbox') {
    input.checked = Boolean(spec.value);
  } else {
    input.value = spec.value ?? '';
    input.spellcheck = Boolean(spec.spellcheck);
  }
  return input;
}

/** What the browser says of a field, in the words of the console. */
function check(one) {
  const { validity } = one.input;
  if (validity.valueMissing) {
    return 'Fill this in.';
  }
  if (validity.rangeUnderflow || validity.rangeOverflow) {
    return `Between ${one.input.min || 'any'} and ${one.input.max || 'any'}.`;
  }
  return one.input.validationMessage;
}

/**
 * A form over fields. options: verb on its button, send(values) which may throw a Refusal, done(answer), quiet for a
 * form that is not the page's main one, row to lay the fields side by side.
 */
export function form(fields, { verb, send, done, quiet = false, row = false }) {
  const button = make('button', quiet ? 'quiet' : 'primary', verb);
  button.type = 'submit';
  const said = make('div', 'failed');
  said.setAttribute('role', 'alert');
  said.hidden = true;
  const roots = fields.map((one) => one.root);
  const node = make('form', 'form', ...(row ? [make('div', 'field-row', ...roots, button)] : [...roots, make('div', 'form-foot', button)]), said);
  node.noValidate = true;
  node.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (await submit(fields, send, said, button, done)) {
      node.reset();
    }
  });
  return node;
}

/** Sends what is in the fields; says beside each what is wrong with it. Answers whether it was done. */
export async function submit(fields, send, said, button, done = () => {}) {
  if (button.getAttribute('aria-disabled') === 'true') {
    return false;
  }
  show(said, false);
  let first = null;
  for (const one of fields) {
    const wrong = one.input.willValidate && !one.input.checkValidity() ? check(one) : '';
    one.wrong(wrong);
    first ??= wrong ? one : null;
  }
  if (first) {
    first.input.focus();
    return false;
  }
  button.setAttribute('aria-disabled', 'true');
  try {
    await done(await send(Object.fromEntries(fields.map((one) => [one.name, one.value]))));
    return true;
  } catch (refusal) {
    const about = (one) => refusal.fields?.get(one.name) ?? (one.codes.includes(refusal.code) ? refusal.message : '');
    for (const one of fields) {
      one.wrong(about(one));
    }
    said.replaceChildren(make('p', '', refusal.unanswered ? `${refusal.message} It is not known to be done; sending it again counts once.` : refusal.message));
    show(said, true);
    fields.find((one) => about(one))?.input.focus();
    return false;
  } finally {
    button.removeAttribute('aria-disabled');
  }
}
