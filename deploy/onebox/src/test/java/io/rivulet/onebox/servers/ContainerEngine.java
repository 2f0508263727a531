package io.rivulet.onebox.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/**
 * The Docker engine, asked within time limits: Testcontainers itself waits for minutes where images
 * cannot be pulled, its own helpers' among them.
 */
final class ContainerEngine {
  private static final String README = "; see deploy/README.md, \"Tests on containers\"";

  private ContainerEngine() {}

  /**
   * Makes sure that an engine answers and that it has the images, pulling those it has not.
   *
   * @param answerLimit for the engine's answer
   * @param pullLimit for all pulls together
   * @throws ContainersUnavailableException when it has not within its limit
   */
  static void prepare(List<String> images, Duration answerLimit, Duration pullLimit) {
    boolean answers =
        within(
            answerLimit, "Docker engine", () -> DockerClientFactory.instance().isDockerAvailable());
    if (!answers) {
      throw new ContainersUnavailableException(
          "no usable Docker engine at "
              + engineName()
              + ": start one, or set DOCKER_HOST, or TESTCONTAINERS_RYUK_DISABLED=true where its"
              + " helper images cannot be pulled"
              + README,
          null);
    }
    DockerClient client = DockerClientFactory.lazyClient();
    long deadlineNanos = System.nanoTime() + pullLimit.toNanos();
    for (String image : images) {
      Duration left = Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
      obtain(client, image, left, pullLimit);
    }
  }

  private static void obtain(DockerClient client, String image, Duration left, Duration limit) {
    try {
      client.inspectImageCmd(image).exec();
    } catch (NotFoundException absent) {
      pull(client, DockerImageName.parse(image), left, limit);
    }
  }

  private static void pull(
      DockerClient client, DockerImageName image, Duration left, Duration limit) {
    String missing = "image " + image + " is not on the Docker engine at " + engineName() + " and ";
    String wayOut = ": make it with deploy/images/build.sh or name another" + README;
    try (ResultCallback.Adapter<PullResponseItem> pulling =
        client.pullImageCmd(image.getUnversionedPart()).withTag(image.getVersionPart()).start()) {
      if (!pulling.awaitCompletion(left.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ContainersUnavailableException(
            missing + "could not be pulled within " + limit.toSeconds() + " s" + wayOut, null);
      }
    } catch (DockerException refused) {
      throw new ContainersUnavailableException(
          missing + "cannot be pulled (" + refused.getMessage().strip() + ")" + wayOut, refused);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new ContainersUnavailableException(missing + "its pull was interrupted", stop);
    } catch (IOException closing) {
      throw new UncheckedIOException(closing);
    }
  }

  private static boolean within(Duration limit, String what, Callable<Boolean> question) {
    FutureTask<Boolean> task = new FutureTask<>(question);
    Thread thread = new Thread(task, "container-engine-probe");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      task.cancel(true);
      throw new ContainersUnavailableException(
          what
              + " at "
              + engineName()
              + " was not ready within "
              + limit.toSeconds()
              + " s; where helper images cannot be pulled, set TESTCONTAINERS_RYUK_DISABLED=true and"
              + " TESTCONTAINERS_CHECKS_DISABLE=true"
              + README,
          late);
    } catch (ExecutionException failed) {
      throw new ContainersUnavailableException(
          what + " at " + engineName() + " failed: " + failed.getCause().getMessage() + README,
          failed.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new ContainersUnavailableException(what + ": the question was interrupted", stop);
    }
  }

  private static String engineName() {
    String host = System.getenv("DOCKER_HOST");
    return host == null || host.isBlank() ? "the default socket" : host;
  }
}
