package io.rivulet.alerting.channel;

import io.rivulet.alerting.template.Wording;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The log of the role, for trying out. */
public record LogChannel(String name, Pace pace, Wording wording) implements Channel {
  /** Refuses missing parts and values out of range. */
  public LogChannel {
    ChannelNames.require(name);
    Objects.requireNonNull(pace, "pace");
    Objects.requireNonNull(wording, "wording");
  }

  /** It writes down whom it would tell, so it takes persons as well as nobody. */
  @Override
  public Optional<String> addressProblem(String address) {
    return Optional.empty();
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.log(this);
  }

  @Override
  public List<SecretName> secrets() {
    return List.of();
  }
}
