-- At least one source is loaded.
with
loaded as (
    select count(*) as sources from ops.source_freshness where state <> 'missing'
)

select *
from loaded
where loaded.sources = 0
