package io.rivulet.onebox.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.console.ApiDocument;
import io.rivulet.console.access.ConsoleRole;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import io.rivulet.onebox.OneBox;
import io.rivulet.onebox.OneBoxConfig;
import io.rivulet.runtime.http.Tokens;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every route of the whole console, called as everybody. */
class EveryRouteIT {
  private static final Path DOCUMENT = Path.of("../../docs/access.md");
  private static final String SUBJECT = "subject-north";
  private static final String EVERYTHING = "everything-everywhere";
  private static final String ELSEWHERE = "everything-at-another-site";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Pattern NAME = Pattern.compile("\\{([^}]+)}");

  private static final Pattern ASKED =
      Pattern.compile("\"(?:rivulet\\.asked|at|now|asked)\":\"[^\"]*\"");

  /** Names that say what is asked, and not of what. */
  private static final Set<String> WORDS = Set.of("verb", "table", "version");

  private static OneBox box;
  private static URI page;

  /** What is at site "north", by its name in a path. */
  private static Map<String, String> names;

  @TempDir static Path folder;

  @BeforeAll
  static void start() throws Exception {
    Path plan = Files.writeString(folder.resolve("alerting.yaml"), AnotherSite.PLAN);
    Map<String, String> tokens = new HashMap<>();
    for (ConsoleRole role : ConsoleRole.values()) {
      tokens.put(role.word(), role.word());
    }
    tokens.put(
        ELSEWHERE,
        Arrays.stream(ConsoleRole.values())
            .map(role -> role.word() + "@elsewhere")
            .collect(Collectors.joining("+")));
    tokens.put(
        EVERYTHING,
        Arrays.stream(ConsoleRole.values())
            .map(ConsoleRole::word)
            .collect(Collectors.joining("+")));
    String setting =
        tokens.entrySet().stream()
            .map(one -> one.getKey() + ":" + Tokens.hashOf(one.getKey()) + ":" + one.getValue())
            .collect(Collectors.joining(","));
    box =
        OneBox.start(
            new OneBoxConfig(
                    Optional.empty(),
                    Optional.of(0),
                    Map.of("console.tokens", setting, "alerting.file", plan.toString()))
                .asDemo(),
            InstantSource.system(),
            line -> {});
    page = box.page().orElseThrow();
    names = AnotherSite.fill(box, EVERYTHING);
  }

  @AfterAll
  static void end() {
    box.close();
  }

  private record Answer(int status, String body, Optional<String> location) {}

  private static Answer call(ConsoleRoute route, String path, Map<String, String> headers)
      throws IOException, InterruptedException {
    return call(route, path, headers, "{}");
  }

  private static Answer call(
      ConsoleRoute route, String path, Map<String, String> headers, String sent)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(page.resolve(path)).timeout(Duration.ofSeconds(30));
    headers.forEach(request::setHeader);
    if (route.method().toString().equals("GET")) {
      request.GET();
    } else {
      request
          .header("Content-Type", "application/json")
          .method(route.method().toString(), HttpRequest.BodyPublishers.ofString(sent));
    }
    HttpResponse<InputStream> answer =
        HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    // A stream of events never ends: its first bytes are enough.
    try (InputStream body = answer.body()) {
      boolean stream =
          answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
      return new Answer(
          answer.statusCode(),
          stream ? "" : new String(body.readNBytes(1_000_000), StandardCharsets.UTF_8),
          answer.headers().firstValue("Location"));
    }
  }

  private static Map<String, String> as(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  private static String guess(ConsoleRoute route, String id) {
    return route.path().replaceAll("\\{[^}]+}", id);
  }

  @Test
  @Requirement("ACCESS-030")
  void theTableInTheDocumentIsThatOfTheCode() throws Exception {
    String document = Files.readString(DOCUMENT);
    String now = RouteTable.in(document, RouteTable.of(box.routes()));
    if (Boolean.getBoolean("rivulet.regenerate")) {
      Files.writeString(DOCUMENT, now);
    }
    assertThat(Files.readString(DOCUMENT))
        .as("docs/access.md: run this with -Drivulet.regenerate=true to make the table anew")
        .isEqualTo(now);
  }

  @Test
  @Requirement("ACCESS-031")
  void everyRouteIsAnsweredToThoseOfTheTableAndToNobodyElse() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (ConsoleRoute route : RouteTable.told(box.routes())) {
      String path = guess(route, "guessed");
      boolean everybody = route.permission() == Permission.PUBLIC;
      boolean isPage = !path.startsWith("/api/");
      Answer nobody = call(route, path, Map.of());
      boolean out =
          isPage
              ? nobody.status() == 302 && nobody.location().orElse("").startsWith("/sign-in?to=")
              : nobody.status() == 401;
      if (everybody ? isRefusal(nobody) : !out) {
        wrong.add(route.method() + " " + path + " as nobody: " + nobody.status());
      }
      Answer guessed = call(route, path, as("rvt_guessed"));
      if (!everybody
          && guessed.status() != 401
          && guessed.status() != 302
          && guessed.status() != 429) {
        wrong.add(route.method() + " " + path + " with a guessed token: " + guessed.status());
      }
      for (ConsoleRole role : ConsoleRole.values()) {
        Answer answer = call(route, path, as(role.word()));
        if (RouteTable.may(route, role) == isRefusal(answer)) {
          wrong.add(route.method() + " " + path + " as " + role.word() + ": " + answer.status());
        }
      }
      if (route.sites() == SiteRule.EVERY_SITE
          && call(route, path, as(ELSEWHERE)).status() != 403) {
        wrong.add(route.method() + " " + path + " at one site only was answered");
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isRefusal(Answer answer) {
    // A token of the configuration has no password and makes no tokens, whatever its roles.
    boolean own = answer.body().contains("no-password") || answer.body().contains("not-by-token");
    return !own && (answer.status() == 401 || answer.status() == 403);
  }

  @Test
  @Requirement("ACCESS-032")
  void guessedNamesOfAnotherSiteTeachNothing() throws Exception {
    List<String> wrong = new ArrayList<>();
    Set<String> proven = new TreeSet<>();
    Set<String> asked = new TreeSet<>();
    for (ConsoleRoute route : looksFirst()) {
      List<String> inBraces =
          NAME.matcher(route.path()).results().map(found -> found.group(1)).toList();
      if (inBraces.isEmpty() || !isKeptApart(route)) {
        continue;
      }
      if (!names.keySet().containsAll(inBraces)) {
        wrong.add(route.path() + " names what AnotherSite does not make");
        continue;
      }
      asked.addAll(inBraces);
      String here = named(route, name -> names.get(name));
      String nowhere = named(route, EveryRouteIT::never);
      Answer theirs = call(route, here, as(ELSEWHERE), body(route));
      Answer none = call(route, nowhere, as(ELSEWHERE), body(route));
      boolean said = theirs.status() / 100 == 2 && !isLook(route);
      if (said || !theirs.equals(none) && !unnamed(theirs).equals(unnamed(none))) {
        wrong.add("%s %s: %s, where nothing is: %s".formatted(route.method(), here, theirs, none));
      }
      Answer own = call(route, here, as(EVERYTHING), body(route));
      Answer absent = call(route, nowhere, as(EVERYTHING), body(route));
      if (!unnamed(own).equals(unnamed(absent))) {
        proven.addAll(inBraces);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(proven).as("names of what is there for those who may").isEqualTo(asked);
  }

  private static List<ConsoleRoute> looksFirst() {
    return RouteTable.told(box.routes()).stream()
        .sorted(Comparator.comparing(route -> isLook(route) ? 0 : 1))
        .toList();
  }

  private static boolean isLook(ConsoleRoute route) {
    return route.method().toString().equals("GET");
  }

  private static boolean isKeptApart(ConsoleRoute route) {
    return route.sites() == SiteRule.OF_ITS_SITE || route.sites() == SiteRule.FILTERED;
  }

  private static String named(ConsoleRoute route, UnaryOperator<String> name) {
    return NAME.matcher(route.path()).replaceAll(found -> name.apply(found.group(1)));
  }

  private static String never(String name) {
    return WORDS.contains(name) ? names.get(name) : "never-" + names.get(name);
  }

  /** What a command says, each with an id of its own. */
  private static String body(ConsoleRoute route) {
    String more = "";
    if (route.path().endsWith("/notes")) {
      more = ",\"note\":\"seen\"";
    } else if (route.path().endsWith("{verb}")) {
      more = ",\"from\":\"2026-01-01T00:00:00Z\",\"weightKg\":80";
    }
    return "{\"eventId\":\"" + UUID.randomUUID() + "\"" + more + "}";
  }

  private static Answer unnamed(Answer answer) {
    // When it was asked is no part of what is told.
    String body = ASKED.matcher(answer.body()).replaceAll("\"asked\":\"?\"");
    for (Map.Entry<String, String> name : names.entrySet()) {
      if (!WORDS.contains(name.getKey())) {
        body = body.replace(never(name.getKey()), "?").replace(name.getValue(), "?");
      }
    }
    return new Answer(answer.status(), body, answer.location());
  }

  @Test
  @Requirement("ACCESS-032")
  void noListHoldsWhatIsOfAnotherSite() throws Exception {
    List<String> wrong = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    Set<String> told = new TreeSet<>(names.values());
    // Words that any answer may hold.
    told.removeAll(Set.of("weight", "doses", "day", "log", "1"));
    for (ConsoleRoute route : looksFirst()) {
      if (isLook(route) && isKeptApart(route) && !route.path().contains("{")) {
        String path = route.path() + (route.path().endsWith("/stream") ? "?topics=overview" : "");
        String theirs = call(route, path, as(ELSEWHERE)).body();
        told.stream()
            .filter(theirs::contains)
            .forEach(name -> wrong.add(path + " holds " + name + " of another site"));
        String own = call(route, path, as(EVERYTHING)).body();
        told.stream().filter(own::contains).forEach(seen::add);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).contains("s-north", "pump-north", "a-north", "north-ward", "chosen");
    for (String topic : List.of("session:s-north", "course:s-north", "nothing:s-north")) {
      Answer stream = call(stream(), "/api/v1/stream?topics=" + topic, as(ELSEWHERE));
      assertThat(stream.status()).as(topic).isEqualTo(404);
    }
  }

  @Test
  @Requirement("ACCESS-039")
  void whoOnlyStudiesOrRepairsIsNotToldWhoASubjectIs() throws Exception {
    List<String> wrong = new ArrayList<>();
    Set<String> telling = new TreeSet<>();
    for (ConsoleRoute route : looksFirst()) {
      boolean known =
          NAME.matcher(route.path()).results().allMatch(found -> names.containsKey(found.group(1)));
      if (!isLook(route) || !known) {
        continue;
      }
      String path = named(route, names::get);
      for (ConsoleRole role : List.of(ConsoleRole.RESEARCHER, ConsoleRole.ENGINEER)) {
        if (call(route, path, as(role.word())).body().contains(SUBJECT)) {
          wrong.add(path + " tells a subject to " + role.word());
        }
      }
      if (call(route, path, as(ConsoleRole.CLINICIAN.word())).body().contains(SUBJECT)) {
        telling.add(route.path());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(telling).contains("/api/v1/history/sessions", "/api/v1/sessions/{session}/record");
  }

  private static ConsoleRoute stream() {
    return described("/api/v1/stream");
  }

  @Test
  @Requirement("ACCESS-034")
  void noCommandReachesWhatItsBodyNamesAtAnotherSite() throws Exception {
    String later = InstantSource.system().instant().plusSeconds(3000).toString();
    String latest = InstantSource.system().instant().plusSeconds(6000).toString();
    Map<String, String> bodies =
        Map.of(
            "/api/v1/backtests",
            "'sessions':['s-NORTH'],'limits':{'id':'day','plausible':{},"
                + "'limits':{'systolic':{'high':{'warning':160}}}}",
            "/api/v1/overrides",
            "'schedule':'NORTH-ward','person':'anna','from':'%s','until':'%s','reason':'r'"
                .formatted(later, latest),
            "/api/v1/silences",
            "'matchers':['site = NORTH'],'reason':'r','ends':'%s'".formatted(later),
            "/api/v1/sessions",
            "'session':'s-new','site':'NORTH','subject':'P-1','drug':'Ketamine','dosePerKg':0.5,'duration':'PT40M'",
            "/api/v1/series",
            "'series':'c-new','site':'NORTH','subject':'P-1','drug':'Ketamine',"
                + "'blocks':[{'sessions':2,'dosePerKg':0.5}]",
            "/api/v1/explain",
            "'labels':{'site':'NORTH'}");
    List<String> wrong = new ArrayList<>();
    for (ConsoleRoute route : RouteTable.told(box.routes())) {
      if (isLook(route) || route.sites() != SiteRule.OF_ITS_SITE || route.path().contains("{")) {
        continue;
      }
      String body = bodies.get(route.path());
      if (body == null) {
        wrong.add(route.path() + " takes what this test does not send");
        continue;
      }
      Answer theirs = call(route, route.path(), as(ELSEWHERE), sent(route, body, "north"));
      Answer none = call(route, route.path(), as(ELSEWHERE), sent(route, body, "never"));
      if (theirs.status() / 100 == 2
          || theirs.status() != none.status()
          || !theirs.body().replace("north", "never").equals(none.body())) {
        wrong.add("%s: %s, where nothing is: %s".formatted(route.path(), theirs, none));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String sent(ConsoleRoute route, String body, String site) {
    String id = route.path().endsWith("/explain") ? "" : "'eventId':'" + UUID.randomUUID() + "',";
    return ("{" + id + body.replace("NORTH", site) + "}").replace('\'', '"');
  }

  @Test
  @Requirement("ACCESS-033")
  void noCommandIsTakenFromAPageOfAnotherSite() throws Exception {
    HttpResponse<String> signedIn =
        HTTP.send(
            HttpRequest.newBuilder(page.resolve("/api/v1/sign-in/demo"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"demo-administrator\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
    assertThat(JSON.readTree(signedIn.body()).path("demo").asBoolean()).isTrue();
    String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    List<String> wrong = new ArrayList<>();
    for (ConsoleRoute route : RouteTable.told(box.routes())) {
      if (!route.method().toString().equals("GET") && route.permission() != Permission.PUBLIC) {
        for (Map<String, String> headers :
            List.of(
                Map.of("Cookie", cookie),
                Map.of("Cookie", cookie, "X-Rivulet-Csrf", "guessed"),
                Map.of("Cookie", cookie, "Origin", "https://evil.example"))) {
          Answer answer = call(route, guess(route, "guessed"), headers);
          if (answer.status() != 403 || !answer.body().contains("csrf")) {
            wrong.add(route.method() + " " + route.path() + ": " + answer.status());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  @Requirement("ACCESS-053")
  void theDescriptionOfTheApiIsWhatIsAnsweredAndNothingElse() throws Exception {
    JsonNode document =
        JSON.readTree(call(described(ApiDocument.PATH), ApiDocument.PATH, Map.of()).body());
    List<String> wrong = new ArrayList<>();
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    List<ConsoleRoute> api =
        box.routes().stream().filter(route -> route.path().startsWith("/api/")).toList();
    assertThat(operations)
        .isEqualTo(
            api.stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new)));
    for (ConsoleRoute route : api) {
      String method = route.method().toString().toLowerCase(Locale.ROOT);
      JsonNode operation = document.path("paths").path(route.path()).path(method);
      String path = guess(route, "guessed");
      if (!operation.path("x-permission").asText().equals(route.permission().name())) {
        wrong.add(route.path() + " asks for another permission");
      }
      Answer misspelt = call(route, path + "?misspelt=1", as(EVERYTHING));
      if (misspelt.status() != 400 || !misspelt.body().contains("misspelt")) {
        wrong.add(route.method() + " " + path + " takes what is not described: " + misspelt);
      }
      JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
      if (!isLook(route) && schema.isMissingNode()) {
        wrong.add(route.path() + " does not say what it takes");
      } else if (!isLook(route) && !schema.path("additionalProperties").asBoolean()) {
        Answer answer = call(route, path, as(EVERYTHING), "{\"misspelt\": 1}");
        if (answer.status() != 400
            && answer.status() != 403
            && !answer.body().contains("no-password")) {
          wrong.add(route.path() + " takes a field that is not described: " + answer);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static ConsoleRoute described(String path) {
    return box.routes().stream()
        .filter(route -> route.path().equals(path))
        .findFirst()
        .orElseThrow();
  }
}
