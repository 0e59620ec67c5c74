-- Every commodity but the total has a known parent in its revision that its code begins with.
select
    commodity.commodity_code,
    commodity.hs_revision,
    commodity.parent_code
from ref.commodity as commodity
left join ref.commodity as parent
    on parent.commodity_code = commodity.parent_code
    and parent.hs_revision = commodity.hs_revision
where
    (commodity.commodity_code <> 'TOTAL' and parent.commodity_code is null)
    or (commodity.commodity_code = 'TOTAL' and commodity.parent_code is not null)
    or (parent.commodity_code <> 'TOTAL' and not starts_with(commodity.commodity_code, parent.commodity_code))
    or commodity.commodity_level <> case when commodity.commodity_code = 'TOTAL' then 0 else length(commodity.commodity_code) end
    or commodity.hs_revision not in (select hs_revision.hs_revision from ref.hs_revision as hs_revision)
