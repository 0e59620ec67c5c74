-- Labour-intensive products are the members of their seven groups, no more and no less.
with
part as (
    select
        hs_revision,
        code_prefix,
        is_excluded
    from ref.commodity_group_member
    where commodity_group in ('textiles', 'apparel', 'footwear', 'bags', 'toys', 'furniture', 'plastic_articles')
),

whole as (
    select
        hs_revision,
        code_prefix,
        is_excluded
    from ref.commodity_group_member
    where commodity_group = 'labour_intensive'
),

difference as (
    (select * from part except select * from whole)
    union all
    (select * from whole except select * from part)
)

select * from difference
