package io.rivulet.onebox.faults;

/** Something that goes wrong and is mended again before this returns. */
@FunctionalInterface
interface Fault {
  void happen() throws Exception;
}
