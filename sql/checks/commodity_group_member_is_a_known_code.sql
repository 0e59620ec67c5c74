-- Every member of a group is of a known group and a known code of its revision, and an excluded one lies in a shorter member.
select
    member.commodity_group,
    member.hs_revision,
    member.code_prefix,
    member.is_excluded
from ref.commodity_group_member as member
where
    member.commodity_group not in (select commodity_group.commodity_group from ref.commodity_group as commodity_group)
    or length(member.code_prefix) not in (2, 4, 6, 8)
    or not exists (
        select 1
        from ref.commodity as commodity
        where
            commodity.hs_revision = member.hs_revision
            and commodity.commodity_code = left(member.code_prefix, 6)
    )
    or (
        member.is_excluded
        and not exists (
            select 1
            from ref.commodity_group_member as wider
            where
                wider.commodity_group = member.commodity_group
                and wider.hs_revision = member.hs_revision
                and not wider.is_excluded
                and length(wider.code_prefix) < length(member.code_prefix)
                and starts_with(member.code_prefix, wider.code_prefix)
        )
    )
