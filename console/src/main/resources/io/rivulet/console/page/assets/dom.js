// The only ways this page makes or changes elements. Text from data goes through textContent.

export const byId = (id) => document.getElementById(id);

/** An element with a class, text or children. */
export function make(tag, className = '', ...content) {
  const node = document.createElement(tag);
  if (className) {
    node.className = className;
  }
  node.append(...content.map((part) => (part instanceof Node ? part : String(part))));
  return node;
}

/** Changes the text only where it differs, so that selections and screen readers are left alone. */
export function say(node, text) {
  const value = text ?? '';
  if (node.textContent !== value) {
    node.textContent = value;
  }
}

export function show(node, visible) {
  if (node.hidden === visible) {
    node.hidden = !visible;
  }
}

/**
 * Makes the children of a list match the items: one part for each key, kept while its key stays.
 * create() returns { root, update(item) }.
 */
export function reconcile(list, items, keyOf, create) {
  const parts = list.parts ?? (list.parts = new Map());
  const keys = new Set(items.map(keyOf));
  for (const [key, part] of parts) {
    if (!keys.has(key)) {
      part.root.remove();
      parts.delete(key);
    }
  }
  let place = list.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    let part = parts.get(key);
    if (!part) {
      part = create(item);
      parts.set(key, part);
    }
    part.update(item);
    if (part.root === place) {
      place = place.nextElementSibling;
    } else {
      list.insertBefore(part.root, place);
    }
  }
}

/** A link with a text; where it leads may be set later. */
export function link(path, text) {
  const node = make('a', '', text);
  node.href = path;
  return node;
}
