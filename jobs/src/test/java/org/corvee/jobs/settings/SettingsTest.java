package org.corvee.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings come from a file and the environment, and all that is wrong is told at once without telling a secret. */
class SettingsTest {

    @TempDir
    Path folder;

    private Settings read(String file, Map<String, String> environment) throws IOException {
        Files.writeString(folder.resolve(Settings.FILE), file);
        return Settings.read(new DataHome(folder), environment);
    }

    @Test
    void environmentGoesBeforeTheFile() throws IOException {
        Settings settings = read(
                "contact: desk@example.org\nlog_format: json\n", Map.of("CORVEE_LOG_FORMAT", "text", "PATH", "/bin"));

        assertThat(settings.text(Setting.LOG_FORMAT)).contains("text");
        assertThat(settings.text(Setting.CONTACT)).contains("desk@example.org");
        assertThat(settings.value(Setting.CONTACT).orElseThrow().where()).hasToString("corvee.yml:1");
        assertThat(settings.variables()).containsEntry("CORVEE_CONTACT", "desk@example.org");
        assertThat(settings.sharesJobs()).isFalse();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        String file = """
                jobs_url: jdbc:mysql://db/corvee
                notify_webhook: ftp://secret-token@example.org
                mail_server: smtp://mail.example.org:25
                mail_to: nobody
                metrics_port: 70000
                metrics_file: /no/such/folder/corvee.txt
                log_formt: json
                """;

        assertThatThrownBy(() -> read(file, Map.of("CORVEE_JOB_URL", "x", "CORVEE_COMTRADE_KEY", "k")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("corvee.yml:7: cannot use key 'log_formt'")
                .hasMessageContaining("did you mean 'log_format'")
                .hasMessageContaining("environment: cannot use variable 'CORVEE_JOB_URL'")
                .hasMessageContaining("did you mean 'CORVEE_JOBS_URL'")
                .hasMessageContaining("corvee.yml:1: cannot use jobs_url 'jdbc:mysql://db/corvee'")
                .hasMessageContaining(
                        "corvee.yml:2: cannot use notify_webhook: expected an address that starts with http")
                .hasMessageContaining("corvee.yml:3: cannot use mail_server: expected 'mail_from' beside it")
                .hasMessageContaining("corvee.yml:4: cannot use mail_to 'nobody': expected a mail address")
                .hasMessageContaining("corvee.yml:5: cannot use metrics_port '70000'")
                .hasMessageContaining("corvee.yml:6: cannot use metrics_file")
                .hasMessageNotContaining("secret-token")
                .hasMessageNotContaining("COMTRADE");
    }

    @Test
    void addressIsToldWithoutItsPassword() throws IOException {
        Settings settings = read(
                "jobs_url: jdbc:postgresql://corvee:hidden@db/corvee?password=hidden\nnotify_webhook: https://a/hidden\n",
                Map.of());

        assertThat(settings.told(Setting.JOBS_URL)).contains("jdbc:postgresql://********@db/corvee");
        assertThat(settings.told(Setting.NOTIFY_WEBHOOK)).contains("********");
        assertThatThrownBy(() -> read("mail_password: *hidden\n", Map.of()))
                .hasMessageContaining("put quotes around")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void whatBelongsTogetherIsSetTogether() {
        assertThatThrownBy(() -> read("mail_server: smtp://mail.example.org\nmail_password: x\n", Map.of()))
                .hasMessageContaining("corvee.yml:2: cannot use mail_password: expected 'mail_user' beside it");
        assertThatThrownBy(() -> read("jobs_user: corvee\nmail_to: desk@example.org\n", Map.of()))
                .hasMessageContaining("corvee.yml:1: cannot use jobs_user: expected 'jobs_url' beside it")
                .hasMessageContaining("corvee.yml:2: cannot use mail_to: expected 'mail_server' beside it");
    }

    @Test
    void everySettingIsDocumented() throws IOException {
        String page = Files.readString(
                Path.of(System.getProperty(Installation.PROPERTY)).resolve("docs/configuration.md"));

        for (Setting setting : Setting.values()) {
            assertThat(page).contains("| `" + setting.key() + "` | `" + setting.variable() + "` |");
        }
    }
}
