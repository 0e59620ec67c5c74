-- Which regions were first seen in another list of the Ministry of Civil Affairs than their row says?
with
listing as (
    select * from core.region_code_listing
    where code_list = 'mca'
),

region as (
    select * from ref.region
    where region_level in ('province', 'prefecture', 'county')
),

-- The lists that are loaded may begin later than 1980: a code of their first one may have been seen before.
reach as (
    select
        min(revision_month) as first_month,
        count(distinct revision) as revisions
    from listing
),

seen as (
    select
        region_code,
        min(revision_month) as first_month,
        max(revision_month) as last_month
    from listing
    group by region_code
)

select
    region.region_code,
    region.seen_from,
    strftime(seen.first_month, '%Y-%m') as first_seen,
    strftime(seen.last_month, '%Y-%m') as last_seen,
    case
        when seen.region_code is null then 'never seen in these lists'
        when region.seen_from is null then 'seen, although the row says in none'
        else 'first seen in another list'
    end as what_differs
from region
cross join reach
left join seen on seen.region_code = region.region_code
where
    reach.revisions > 0
    and region.seen_from is distinct from strftime(seen.first_month, '%Y-%m')
    and not coalesce(seen.first_month = reach.first_month and region.seen_from < strftime(seen.first_month, '%Y-%m'), false)
order by region.region_code
