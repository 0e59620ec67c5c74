-- Which entities do the lists of the United States on forced labour name, on which lists, and since when?
with
listing as (
    select * from core.enforcement_listing
    where entity_name is not null
)

select
    entity_name,
    string_agg(distinct concat_ws(' ', list, sublist), ', ' order by concat_ws(' ', list, sublist)) as lists,
    min(effective_date) as since,
    max(len(aliases)) as other_names,
    string_agg(distinct industry, ', ' order by industry) as industries
from listing
group by entity_name
order by since, entity_name
