// Takes data along: file by file, with progress, and a manifest with the rows' checksums.
import { make, say, show } from '../dom.js';
import { count, plural } from '../format.js';
import { announceLater } from '../shell/announce.js';
import { asked } from './ask.js';
import { copyable } from '../shell/copy.js';
import { field } from '../shell/form.js';

export const FORMATS = [['csv', 'CSV'], ['parquet', 'Parquet'], ['arrow', 'Arrow'], ['ndjson', 'NDJSON'], ['json', 'JSON']];
const MANY_BYTES = 500e6;

/** A button that saves a text or bytes under a name. */
export function save(name, parts, type) {
  const link = make('a');
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function sha256(bytes) {
  if (!crypto.subtle) {
    return undefined;
  }
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const megabytes = (bytes) => (bytes < 1e5 ? `${count(bytes)} B` : `${(bytes / 1e6).toFixed(1)} MB`);

/** Lines of CSV after its heading, and of NDJSON; other forms say their rows inside. */
function rowsOf(bytes, format) {
  if (format !== 'csv' && format !== 'ndjson') {
    return undefined;
  }
  let lines = 0;
  for (const byte of bytes) {
    lines += byte === 10 ? 1 : 0;
  }
  return Math.max(0, lines - (format === 'csv' ? 1 : 0));
}

/** One file, whole or not at all; told(bytes) as they come. */
async function take(file, format, told, signal) {
  const response = await fetch(asked(file, format), { signal });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `The server answered with status ${response.status}.`);
  }
  const reader = response.body.getReader();
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    chunks.push(value);
    length += value.length;
    told(length);
    if (length > MANY_BYTES) {
      await reader.cancel();
      throw new Error('It is larger than 500 MB, more than a page should hold: use the command line below.');
    }
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/**
 * A panel that downloads: choices are [{ id, title, files: () => [{ name, path, query }], command: () => text }].
 * The manifest says what was asked, by whom and when, with size, rows and SHA-256 of each file.
 */
export function downloads({ choices, by, hint = '' }) {
  const what = field({ name: 'what', label: 'What', choices: choices.map((one) => [one.id, one.title]) });
  const format = field({ name: 'format', label: 'Format', choices: FORMATS, hint });
  const button = make('button', 'primary', 'Download');
  button.type = 'button';
  const stop = make('button', 'quiet', 'Cancel');
  stop.type = 'button';
  stop.hidden = true;
  const bar = make('progress');
  bar.hidden = true;
  bar.setAttribute('aria-label', 'Files downloaded');
  const said = make('p', 'notice');
  said.setAttribute('role', 'status');
  const commands = make('div', 'stack');
  const root = make('section', 'panel', make('h2', '', 'Download'), make('div', 'field-row', what.root, format.root, button, stop), bar, said, commands);
  root.setAttribute('aria-label', 'Download');
  let run = null;
  const chosen = () => choices.find((one) => one.id === what.value);

  function describe() {
    const one = chosen();
    const files = one.files();
    button.disabled = files.length === 0;
    const file = files[0];
    const url = file ? location.origin + asked(file, format.value) : '';
    commands.replaceChildren(
      ...(file
        ? [
            make('p', 'field-hint', `The same by program${files.length > 1 ? `, for each of the ${files.length} files` : ''}; an API token is made under Your account:`),
            copyable(`curl -fH "Authorization: Bearer $TOKEN" -o ${quote(file.name(format.value))} ${quote(url)}`, 'Copy the API call'),
            ...(one.command ? [make('p', 'field-hint', 'The same on the server, straight from the database:'), copyable(one.command(format.value), 'Copy the command line')] : []),
          ]
        : [make('p', 'field-hint', one.none ?? 'There is nothing to download yet.')]),
    );
  }

  async function start() {
    const files = chosen().files();
    run = new AbortController();
    button.disabled = true;
    show(stop, true);
    show(bar, true);
    bar.max = files.length;
    bar.value = 0;
    const manifest = { asked: new Date().toISOString(), by, origin: location.origin, format: format.value, files: [] };
    try {
      for (const [i, file] of files.entries()) {
        const name = file.name(format.value);
        const bytes = await take(file, format.value, (length) => say(said, `File ${i + 1} of ${files.length}, ${name}: ${megabytes(length)}`), run.signal);
        save(name, [bytes], 'application/octet-stream');
        manifest.files.push({ name, api: asked(file, format.value), bytes: bytes.length, rows: rowsOf(bytes, format.value), sha256: await sha256(bytes) });
        bar.value = i + 1;
      }
      manifest.complete = true;
      save('manifest.json', [JSON.stringify(manifest, null, 2)], 'application/json');
      const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
      say(said, `Done: ${plural(files.length, 'file')} of ${megabytes(bytes)}, and manifest.json with their checksums.`);
      announceLater('The download is done.');
    } catch (mistake) {
      say(said, run.signal.aborted ? 'Cancelled; what was downloaded whole is kept.' : `Not done: ${mistake.message}`);
    } finally {
      show(stop, false);
      show(bar, false);
      button.disabled = false;
    }
  }

  what.input.addEventListener('change', describe);
  format.input.addEventListener('change', describe);
  button.addEventListener('click', start);
  stop.addEventListener('click', () => run?.abort());
  describe();
  // The panel stands below everything that it takes along; this leads there from above.
  const way = make('button', 'quiet small', 'Download …');
  way.type = 'button';
  way.addEventListener('click', () => {
    root.scrollIntoView({ block: 'center' });
    what.input.focus({ preventScroll: true });
  });
  return { root, way, describe };
}

/** For a shell. */
export const quote = (text) => (/^[A-Za-z0-9._/:=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
