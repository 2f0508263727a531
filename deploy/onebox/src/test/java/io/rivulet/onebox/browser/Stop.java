package io.rivulet.onebox.browser;

/**
 * A page that is looked at.
 *
 * @param name of its pictures
 * @param role of who opens it; empty for somebody who has not signed in
 * @param path where it is
 * @param status what it is answered with
 */
record Stop(String name, String role, String path, int status) {
  static Stop of(String role, String path) {
    return new Stop(path.substring(1).replace('/', '-'), role, path, 200);
  }
}
