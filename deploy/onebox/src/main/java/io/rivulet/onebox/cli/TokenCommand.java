package io.rivulet.onebox.cli;

import io.rivulet.runtime.http.Tokens;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a token for somebody who uses an API. */
@Command(
    name = "token",
    description = "Makes a token, and the line of configuration that lets it in. Asks no server.")
final class TokenCommand implements Callable<Integer> {
  private static final int BYTES = 32;

  @Parameters(paramLabel = "NAME", description = "who it is for; kept as who did something")
  String name;

  @Option(names = "--read", description = "for looking only")
  boolean read;

  @Option(
      names = "--acts-for",
      description = "may name somebody else for whom it records, as the console does")
  boolean actsFor;

  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  private final String setting;

  /** Of the API whose tokens the setting holds. */
  TokenCommand(String setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() {
    if (read && actsFor) {
      spec.commandLine().getErr().println("rivulet: --read and --acts-for exclude each other");
      return Exit.USAGE;
    }
    String token = random();
    String entry =
        name + ":" + Tokens.hashOf(token) + (read ? ":read" : actsFor ? ":acts-for" : "");
    try {
      Tokens unused = Tokens.parse(setting, entry);
    } catch (IllegalArgumentException e) {
      spec.commandLine().getErr().println("rivulet: " + e.getMessage());
      return Exit.USAGE;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("token, for its owner only, shown once:  " + token);
    out.println("configuration, after what is there:     " + setting + "=" + entry);
    out.flush();
    return Exit.DONE;
  }

  /** 256 random bits, so that a plain hash of it cannot be searched. */
  static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
