// Limits to try: those of a version, or changed values of one. Every number of the profile has a field of its own, and
// the whole of it can be written as JSON.
import { make, say, show } from '../dom.js';
import { field } from '../shell/form.js';
import { fromText, leaves, nameOf, put, unitOf } from './leaves.js';

const EXAMPLE = { id: 'my-limits', plausible: { systolic: [40, 280], diastolic: [20, 180], mean: [25, 220] }, limits: { systolic: { high: { warning: 160, critical: 180 }, low: { warning: 90, critical: 80 } } }, hysteresis: 5, confirm: { readings: 2, withinSeconds: 600 } };

export function limitsEditor(versions) {
  const begin = field({
    name: 'version',
    label: 'Begin from',
    choices: [...versions.map((one, i) => [String(i), `${one.profile}, version ${one.version}`]).reverse(), ['example', 'an example, as no site has it']],
  });
  const numbers = make('div', 'limit-fields');
  const text = field({ name: 'json', label: 'The whole profile, as JSON', type: 'textarea' });
  text.input.rows = 12;
  text.input.classList.add('code');
  const advanced = make('details', '', make('summary', '', 'Write it as JSON'), text.root);
  const changedBy = make('p', 'notice');
  changedBy.setAttribute('role', 'status');
  const root = make('div', 'stack', begin.root, numbers, changedBy, advanced);
  let original = null;
  let limits = null;

  function choose() {
    original = begin.value === 'example' ? EXAMPLE : versions[Number(begin.value)].limits;
    limits = structuredClone(original);
    draw();
  }

  function describe() {
    const changes = limits ? leaves(limits).filter((leaf) => String(leaf.value) !== String(leaves(original).find((old) => old.path === leaf.path)?.value)) : [];
    say(changedBy, !limits ? '' : changes.length === 0 ? 'Nothing is changed yet: it tries the version as it is.' : `Changed: ${changes.map((leaf) => `${nameOf(leaf.path)} ${leaf.value}${unitOf(leaf.path) ? ` ${unitOf(leaf.path)}` : ''}`).join(', ')}.`);
  }

  function draw() {
    text.input.value = JSON.stringify(limits, null, 2);
    text.wrong(null);
    const groups = new Map();
    for (const leaf of leaves(limits).filter((one) => typeof one.value === 'number')) {
      const group = leaf.path.split('.').slice(0, leaf.path.startsWith('limits.') || leaf.path.startsWith('relative.') ? 2 : 1).join('.');
      groups.set(group, [...(groups.get(group) ?? []), leaf]);
    }
    numbers.replaceChildren(...[...groups].map(([group, own]) =>
      make('fieldset', 'limit-group', make('legend', '', nameOf(group)), ...own.map((leaf) => {
        const one = field({ name: leaf.path, label: nameOf(leaf.path.slice(group.length + 1)) || nameOf(group), unit: unitOf(leaf.path), type: 'number', step: 'any', value: String(leaf.value) });
        one.input.addEventListener('input', () => {
          if (one.value !== undefined && !Number.isNaN(one.value)) {
            limits = put(limits, leaf.path, one.value);
            text.input.value = JSON.stringify(limits, null, 2);
            describe();
          }
        });
        return one.root;
      })),
    ));
    describe();
  }

  begin.input.addEventListener('change', choose);
  text.input.addEventListener('change', () => {
    const read = fromText(text.input.value);
    text.wrong(read.mistake);
    limits = read.limits ?? null;
    show(numbers, Boolean(limits));
    if (limits) {
      draw();
    }
  });
  choose();
  return { root, value: () => limits, words: () => `${limits?.id ?? 'limits'}${JSON.stringify(limits) === JSON.stringify(original) ? '' : ', changed'}` };
}
