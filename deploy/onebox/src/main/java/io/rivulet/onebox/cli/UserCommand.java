package io.rivulet.onebox.cli;

import io.rivulet.console.access.Grant;
import io.rivulet.console.access.user.User;
import io.rivulet.console.access.user.UserDesk;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Users of the console, straight in its database. */
@Command(
    name = "user",
    description = {
      "Users of the console, straight in its database: makes the first administrator, and helps where"
          + " nobody can sign in. Passwords are asked for, or read from a file; never given as arguments.",
      "A ROLE is engineer, on-call, clinician, researcher or administrator for every site, or"
          + " clinician@north for one."
    })
final class UserCommand implements Runnable {
  @Mixin ConfigurationOptions configuration;
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name one of add, list, grant, revoke, disable, enable, password");
  }

  @Command(name = "add", description = "Adds a user with a password.")
  int add(
      @Parameters(paramLabel = "NAME", description = "what they sign in as") String name,
      @Option(names = "--label", paramLabel = "TEXT", description = "what people read")
          Optional<String> label,
      @Option(names = "--grant", paramLabel = "ROLE", description = "what they are; repeatable")
          List<String> grants,
      @Mixin PasswordOption password,
      @Mixin ConfigurationOptions where)
      throws IOException {
    List<Grant> given = read(grants == null ? List.of() : grants);
    String chosen = password.read(spec.commandLine());
    return with(
        where,
        desk -> {
          desk.add(name, label.orElse(name), chosen, given);
          said(name + " may sign in" + (given.isEmpty() ? "; they have no role yet" : ""));
        });
  }

  @Command(name = "list", description = "One line for each user.")
  int list(@Mixin ConfigurationOptions where) {
    return with(
        where,
        desk -> {
          PrintWriter out = spec.commandLine().getOut();
          for (User user : desk.list()) {
            List<String> words = new ArrayList<>();
            user.grants().forEach(grant -> words.addAll(grant.words()));
            out.println(
                String.join(
                    "\t",
                    user.name(),
                    user.source().name().toLowerCase(java.util.Locale.ROOT),
                    user.disabled() ? "disabled" : "enabled",
                    words.isEmpty() ? "no role" : String.join("+", words),
                    user.label()));
          }
          out.flush();
        });
  }

  @Command(name = "grant", description = "Gives a user roles.")
  int grant(
      @Parameters(index = "0", paramLabel = "NAME", description = "the user") String name,
      @Parameters(
              index = "1..*",
              arity = "1..*",
              paramLabel = "ROLE",
              description = "what they are")
          List<String> grants,
      @Mixin ConfigurationOptions where) {
    List<Grant> given = read(grants);
    return with(where, desk -> desk.grant(name, given));
  }

  @Command(name = "revoke", description = "Takes roles from a user.")
  int revoke(
      @Parameters(index = "0", paramLabel = "NAME", description = "the user") String name,
      @Parameters(
              index = "1..*",
              arity = "1..*",
              paramLabel = "ROLE",
              description = "what they were")
          List<String> grants,
      @Mixin ConfigurationOptions where) {
    List<Grant> taken = read(grants);
    return with(where, desk -> desk.revoke(name, taken));
  }

  @Command(name = "disable", description = "Keeps a user out, within two seconds.")
  int disable(
      @Parameters(paramLabel = "NAME", description = "the user") String name,
      @Mixin ConfigurationOptions where) {
    return with(where, desk -> desk.disable(name, true));
  }

  @Command(
      name = "enable",
      description = "Lets a user in again, also one who was locked out by mistakes.")
  int enable(
      @Parameters(paramLabel = "NAME", description = "the user") String name,
      @Mixin ConfigurationOptions where) {
    return with(where, desk -> desk.disable(name, false));
  }

  @Command(name = "password", description = "Sets a user's password and ends their sessions.")
  int password(
      @Parameters(paramLabel = "NAME", description = "the user") String name,
      @Mixin PasswordOption password,
      @Mixin ConfigurationOptions where)
      throws IOException {
    String chosen = password.read(spec.commandLine());
    return with(where, desk -> desk.password(name, chosen));
  }

  private List<Grant> read(List<String> words) {
    try {
      return words.stream().map(Grant::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void said(String text) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(text);
  }

  private int with(ConfigurationOptions own, Consumer<UserDesk> use) {
    ConfigurationOptions where = own.file.isPresent() || !own.flags.isEmpty() ? own : configuration;
    try (UserDesk desk =
        UserDesk.open(
            where.settings(), System.getProperty("user.name", "unknown"), InstantSource.system())) {
      use.accept(desk);
      return Exit.DONE;
    } catch (IllegalArgumentException e) {
      spec.commandLine().getErr().println("rivulet: " + e.getMessage());
      return Exit.FAILED;
    }
  }

  /** Where a password is read from. */
  static final class PasswordOption {
    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description = "its first line is the password; asked for where not given")
    Optional<Path> file;

    String read(picocli.CommandLine command) throws IOException {
      if (file.isPresent()) {
        try (java.util.stream.Stream<String> lines = java.nio.file.Files.lines(file.get())) {
          return lines.findFirst().orElse("");
        }
      }
      java.io.Console terminal = System.console();
      if (terminal == null) {
        throw new ParameterException(
            command, "there is no terminal to ask at: give --password-file FILE");
      }
      String first = new String(terminal.readPassword("Password: "));
      if (!first.equals(new String(terminal.readPassword("Again: ")))) {
        throw new ParameterException(command, "the two are not the same");
      }
      return first;
    }
  }
}
