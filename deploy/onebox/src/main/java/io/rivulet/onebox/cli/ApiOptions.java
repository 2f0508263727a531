package io.rivulet.onebox.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options of every command that asks an API: where it is, and who asks. */
final class ApiOptions {
  private static final String URL = "--url";
  private static final String TOKEN_FILE = "--token-file";

  private ApiOptions() {}

  static void addTo(CommandSpec spec, ApiAccess.Api api) {
    spec.addOption(
        OptionSpec.builder(URL)
            .type(String.class)
            .paramLabel("URL")
            .defaultValue(api.address())
            .description("where the " + api.name() + " answers (default ${DEFAULT-VALUE})")
            .build());
    spec.addOption(
        OptionSpec.builder(TOKEN_FILE)
            .type(String.class)
            .paramLabel("FILE")
            .description("file that holds the token; otherwise RIVULET_TOKEN in the environment")
            .build());
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("show this text").build());
  }

  static ApiAccess access(CommandSpec spec, ApiAccess.Api api) throws IOException {
    String url = value(spec, URL).orElseThrow();
    URI root;
    try {
      root = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw usage(spec, URL + " " + url + " is no address: " + e.getMessage());
    }
    if (root.getHost() == null
        || !("http".equals(root.getScheme()) || "https".equals(root.getScheme()))) {
      throw usage(spec, URL + " " + url + " is no address such as " + api.address());
    }
    return new ApiAccess(api, root, token(spec));
  }

  private static String token(CommandSpec spec) throws IOException {
    Optional<String> file = value(spec, TOKEN_FILE);
    String token =
        file.isPresent()
            ? Files.readString(existing(spec, file.get())).strip()
            : Optional.ofNullable(System.getenv("RIVULET_TOKEN")).orElse("").strip();
    if (token.isEmpty()) {
      throw usage(
          spec, "no token: set RIVULET_TOKEN, or give a file that holds it with " + TOKEN_FILE);
    }
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw usage(spec, "the token has characters in it that no token has");
    }
    return token;
  }

  static Path existing(CommandSpec spec, String name) {
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw usage(spec, name + ": no such file");
    }
    return file;
  }

  /** What was given for an option or, where it has one, its default. */
  static Optional<String> value(CommandSpec spec, String option) {
    ArgSpec found = spec.findOption(option);
    return found == null ? Optional.empty() : Optional.ofNullable(found.getValue());
  }

  static ParameterException usage(CommandSpec spec, String message) {
    CommandLine commandLine = spec.commandLine();
    return new ParameterException(commandLine, message);
  }
}
