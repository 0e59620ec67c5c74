package org.corvee.jobs;

public final class Corvee {
    public static void main(String[] a) throws Exception {
        org.corvee.home.Installation i = org.corvee.home.Installation.find();
        System.exit(new org.corvee.jobs.refresh.Refresh(
                        i, i.dataHome(System.getenv()), System.out, false, java.time.Clock.systemUTC())
                .run(new org.corvee.jobs.stage.RefreshRequest(java.util.List.of()))
                .exitCode());
    }
}
