package io.rivulet.onebox.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.http.Tokens;
import io.rivulet.testkit.Requirement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessExaminationTest {
  private static String said(Map<String, String> settings) {
    return AccessExamination.of(Settings.of(settings)).toString();
  }

  @Test
  @Requirement("ACCESS-038")
  void aConsoleThatIsReachedInTheClearIsSaid() {
    assertThat(said(Map.of("console.host", "0.0.0.0")))
        .contains("listens on 0.0.0.0 and console.url is not set");
    assertThat(said(Map.of("console.host", "0.0.0.0", "console.url", "http://rivulet.example")))
        .contains("console.url is not https");
    assertThat(said(Map.of("console.url", "https://rivulet.example")))
        .contains("console.proxy.trusted is false");
    assertThat(
            said(Map.of("console.url", "https://rivulet.example", "console.proxy.trusted", "true")))
        .doesNotContain("NOTE");
    assertThat(said(Map.of())).doesNotContain("NOTE").contains("0 machine(s)");
  }

  @Test
  @Requirement("ACCESS-038")
  void machinesAreCountedAndTheirTokensNotShown() {
    String hash = Tokens.hashOf("secret");

    assertThat(said(Map.of("console.tokens", "etl:" + hash + ":researcher@north")))
        .contains("1 machine(s) in console.tokens, sign-in by password")
        .doesNotContain(hash);
  }
}
