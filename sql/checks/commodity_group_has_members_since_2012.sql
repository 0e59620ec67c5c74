-- Every group has members in each revision of the Harmonized System from H4 to H6.
select
    commodity_group.commodity_group,
    revision.hs_revision
from ref.commodity_group as commodity_group
cross join ref.hs_revision as revision
where
    revision.valid_from >= date '2012-01-01'
    and not exists (
        select 1
        from ref.commodity_group_member as member
        where
            member.commodity_group = commodity_group.commodity_group
            and member.hs_revision = revision.hs_revision
            and not member.is_excluded
    )
