package org.corvee.jobs.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.corvee.problem.Problems;

/** CronJob manifests of Kubernetes. */
final class CronJobs {

    private final String version;
    private final Instant now;

    CronJobs(String version, Instant now) {
        this.version = version;
        this.now = now;
    }

    String text(List<Schedule> schedules, Problems problems) {
        List<String> manifests = new ArrayList<>();
        for (Schedule schedule : schedules) {
            UnixCron.fields(schedule, problems).ifPresent(fields -> manifests.add(manifest(schedule, fields)));
        }
        return """
                # Corvée. The image is made by the project; the claim corvee-data, which holds the data home, is yours to make.
                """ + String.join("---\n", manifests);
    }

    private String manifest(Schedule schedule, String fields) {
        String leftOut = schedule.leftOut(now)
                .map(time -> "  # Kubernetes starts nothing at a time that clocks are put forward over; next: " + time
                        + ".\n")
                .orElse("");
        String deadline = schedule.afterMissed() == Schedule.AfterMissed.SKIP
                ? "  startingDeadlineSeconds: " + Schedule.PUNCTUAL.toSeconds() + "\n"
                : "  # No deadline for a start: what was missed is started once, as soon as possible.\n";
        return """
                apiVersion: batch/v1
                kind: CronJob
                metadata:
                  name: corvee-%1$s
                  labels:
                    app.kubernetes.io/name: corvee
                    app.kubernetes.io/component: %1$s
                  annotations:
                    corvee/why: %2$s
                spec:
                %3$s  schedule: "%4$s"
                  timeZone: %5$s
                  # The data home can be changed by one job at a time; one that finds another at work ends with 4.
                  concurrencyPolicy: Forbid
                  # after_missed: %6$s
                %7$s  successfulJobsHistoryLimit: 3
                  failedJobsHistoryLimit: 7
                  jobTemplate:
                    spec:
                      activeDeadlineSeconds: %8$d
                      # The next night is the retry. Exit code 3 means published with stale sources: Kubernetes knows
                      # no success but 0, so that such a job is shown as failed, with this code in its reason.
                      backoffLimit: 0
                      podFailurePolicy:
                        rules:
                          # A pod that was evicted did nothing wrong; another one goes on.
                          - action: Ignore
                            onPodConditions:
                              - type: DisruptionTarget
                                status: "True"
                          - action: FailJob
                            onExitCodes:
                              containerName: corvee
                              operator: In
                              values: [1, 2, 3, 4]
                      template:
                        metadata:
                          labels:
                            app.kubernetes.io/name: corvee
                            app.kubernetes.io/component: %1$s
                        spec:
                          restartPolicy: Never
                          automountServiceAccountToken: false
                          # Otherwise a service named corvee would set variables that begin as settings do.
                          enableServiceLinks: false
                          # The user of the image; the volume is made writable for it.
                          securityContext:
                            runAsNonRoot: true
                            runAsUser: 10001
                            runAsGroup: 10001
                            fsGroup: 10001
                          containers:
                            - name: corvee
                              image: corvee:%9$s
                              args: [%10$s]
                              env:
                                - name: CORVEE_HOME
                                  value: /data
                              securityContext:
                                allowPrivilegeEscalation: false
                                capabilities:
                                  drop: [ALL]
                              volumeMounts:
                                - name: data
                                  mountPath: /data
                          volumes:
                            - name: data
                              persistentVolumeClaim:
                                claimName: corvee-data
                """.formatted(
                        schedule.name(),
                        quoted(schedule.why()),
                        leftOut,
                        fields,
                        schedule.zone(),
                        schedule.afterMissed().name().toLowerCase(Locale.ROOT),
                        deadline,
                        schedule.timeLimit().toSeconds(),
                        version,
                        schedule.command().stream().map(CronJobs::quoted).collect(Collectors.joining(", ")));
    }

    /** JSON is YAML. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + "\"";
    }
}
