-- Every table, view and column of ref, core, mart and ops carries a comment.
with
described as (
    select schema_name || '.' || table_name as thing, comment from duckdb_tables()
    where schema_name in ('ref', 'core', 'mart', 'ops') and table_name <> 'schema_history'
    union all
    select schema_name || '.' || view_name as thing, comment from duckdb_views()
    where schema_name in ('ref', 'core', 'mart', 'ops')
    union all
    select schema_name || '.' || table_name || '.' || column_name as thing, comment from duckdb_columns()
    where schema_name in ('ref', 'core', 'mart', 'ops') and table_name <> 'schema_history'
)

select *
from described
where described.comment is null or described.comment = ''
