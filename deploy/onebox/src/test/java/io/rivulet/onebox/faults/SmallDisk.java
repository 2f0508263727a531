package io.rivulet.onebox.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a few megabytes that fills up, mounted until this is closed. */
final class SmallDisk implements AutoCloseable {
  static final String UNAVAILABLE = "no small disk can be mounted here: it takes root";

  private final Path folder;
  private final Thread atEnd = new Thread(this::unmount, "rivulet-small-disk-end");
  private boolean mounted = true;

  private SmallDisk(Path folder) {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(atEnd);
  }

  /** Whether this process may mount one. */
  static boolean isAvailable() {
    return Commands.asRoot("mount");
  }

  /** Mounts one of so many KiB. */
  static SmallDisk mount(Path folder, int kibibytes) throws IOException {
    Files.createDirectories(folder);
    Commands.run(
        "mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", folder.toString());
    return new SmallDisk(folder);
  }

  /** Where it is. */
  Path folder() {
    return folder;
  }

  /** Makes it bigger, as an administrator who makes room. */
  void grow(int kibibytes) throws IOException {
    Commands.run("mount", "-o", "remount,size=" + kibibytes + "k", folder.toString());
  }

  private synchronized void unmount() {
    if (mounted) {
      mounted = false;
      try {
        Commands.run("umount", "-l", folder.toString());
      } catch (IOException e) {
        System.err.println("unmount " + folder + " by hand: " + e);
      }
    }
  }

  @Override
  public void close() {
    unmount();
    try {
      Runtime.getRuntime().removeShutdownHook(atEnd);
    } catch (IllegalStateException alreadyEnding) {
      // The hook finds nothing mounted.
    }
  }
}
