-- Which documents and tables are no longer where they were, since when, and how many figures lean on them?
with
source_history as (
    select * from mart.source_history
)

select
    source_id,
    file,
    state,
    cast(state_since as date) as since,
    cast(last_seen_alive as date) as last_seen,
    figures,
    coalesce(archived_url, 'no archived copy is known') as archived_copy
from source_history
where state not in ('alive', 'changed', 'not_visited')
order by figures desc, source_id, file
