package org.corvee.jobs.benchmark;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.stream.IntStream;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.file.FlatFileItemReader;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The way of every introduction to Spring Batch: one item a line, one row an insert. Run in a process of its own. */
final class TextbookBatch {

    private static final int FIELDS = 15;
    private static final int CHUNK = 1_000;

    private TextbookBatch() {}

    /** Arguments: the file, how many lines, the database file. Prints seconds and rows. */
    public static void main(String[] arguments) throws Exception {
        int lines = Integer.parseInt(arguments[1]);
        SingleConnectionDataSource database =
                new SingleConnectionDataSource(DriverManager.getConnection("jdbc:duckdb:" + arguments[2]), true);
        try (java.sql.Statement statement = database.getConnection().createStatement()) {
            statement.execute("create table line (month varchar, commodity varchar, commodity_name varchar,"
                    + " partner varchar, partner_name varchar, regime varchar, regime_name varchar, region varchar,"
                    + " region_name varchar, quantity decimal(18, 3), unit varchar, quantity2 decimal(18, 3),"
                    + " unit2 varchar, value decimal(18, 3))");
        }
        FlatFileItemReader<String[]> reader = new FlatFileItemReaderBuilder<String[]>()
                .name("lines")
                .resource(new FileSystemResource(Path.of(arguments[0])))
                .encoding(StandardCharsets.UTF_8.name())
                .linesToSkip(1)
                .maxItemCount(lines)
                .delimited()
                .names(IntStream.range(0, FIELDS).mapToObj(i -> "c" + i).toArray(String[]::new))
                .fieldSetMapper(fields -> fields.getValues())
                .build();
        JdbcBatchItemWriter<String[]> writer = new JdbcBatchItemWriterBuilder<String[]>()
                .dataSource(database)
                .sql("insert into line values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .itemPreparedStatementSetter((fields, statement) -> {
                    for (int i = 0; i < FIELDS - 1; i++) {
                        boolean number = i == 9 || i == 11 || i == 13;
                        if (number) {
                            statement.setBigDecimal(i + 1, new BigDecimal(fields[i].replace(",", "")));
                        } else {
                            statement.setString(i + 1, fields[i]);
                        }
                    }
                })
                .build();
        ResourcelessJobRepository repository = new ResourcelessJobRepository();
        Job job = new JobBuilder("textbook", repository)
                .start(new StepBuilder("lines", repository)
                        .<String[], String[]>chunk(CHUNK)
                        .transactionManager(new ResourcelessTransactionManager())
                        .reader(reader)
                        .writer(writer)
                        .faultTolerant()
                        .skip(Exception.class)
                        .skipLimit(lines)
                        .build())
                .build();
        JobParameters none = new JobParameters();
        JobExecution execution = repository.createJobExecution(
                repository.createJobInstance("textbook", none), none, new ExecutionContext());
        long start = System.nanoTime();
        job.execute(execution);
        System.out.printf(
                "seconds %.2f rows %d rejected %d%n",
                (System.nanoTime() - start) / 1e9,
                execution.getStepExecutions().iterator().next().getWriteCount(),
                execution.getStepExecutions().iterator().next().getSkipCount());
        database.destroy();
    }
}
