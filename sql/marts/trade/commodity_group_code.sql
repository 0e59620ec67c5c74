-- grain: one row per commodity_group, hs_revision and commodity_code that is or may be in the group, now or when carried over
with
member as (
    select * from ref.commodity_group_member
),

concordance as (
    select * from ref.commodity_concordance
),

revision as (
    select
        hs_revision,
        lead(hs_revision) over (order by valid_from) as next_revision
    from ref.hs_revision
),

seen as (
    select
        hs_revision,
        commodity_code
    from core.trade_flow
    where hs_revision is not null and commodity_level > 0
    group by hs_revision, commodity_code
),

every_code as (
    select hs_revision, commodity_code from seen
    union
    select from_revision as hs_revision, from_code as commodity_code from concordance
    union
    select to_revision as hs_revision, to_code as commodity_code from concordance
),

-- Of a masked code only the digits before the mask are known.
code as (
    select
        hs_revision,
        commodity_code,
        regexp_extract(commodity_code, '^[0-9]*') as digits
    from every_code
),

successor as (
    select
        from_revision,
        from_code,
        min(to_code) as to_code,
        max(case when relationship in ('1:n', 'n:n') then 1 else 0 end) as splits
    from concordance
    group by from_revision, from_code
),

-- The code in the next revision: another one, the same, or none when it was split.
carried as (
    select
        code.hs_revision,
        code.commodity_code,
        code.digits,
        revision.next_revision,
        coalesce(successor.splits, 0) = 1 as is_split,
        case
            when successor.from_code is null then code.digits
            when successor.splits = 0 then successor.to_code
        end as next_digits
    from code
    left join revision on revision.hs_revision = code.hs_revision
    left join successor
        on successor.from_revision = code.hs_revision and successor.from_code = substr(code.digits, 1, 6)
),

asked as (
    select hs_revision, digits from code
    union
    select next_revision as hs_revision, next_digits as digits from carried
    where next_revision is not null and next_digits is not null
),

-- A prefix has at least the two digits of a chapter: equal chapters first, since comparing every code with every prefix is slow.
paired as (
    select
        asked.hs_revision,
        asked.digits,
        member.commodity_group,
        member.code_prefix,
        member.is_excluded
    from asked
    join member
        on member.hs_revision = asked.hs_revision and substr(member.code_prefix, 1, 2) = substr(asked.digits, 1, 2)
    union all
    select
        asked.hs_revision,
        asked.digits,
        member.commodity_group,
        member.code_prefix,
        member.is_excluded
    from asked
    join member on member.hs_revision = asked.hs_revision
    where length(asked.digits) < 2
),

matched as (
    select
        hs_revision,
        digits,
        commodity_group,
        max(case when not is_excluded and digits like code_prefix || '%' then length(code_prefix) end) as included_by,
        max(case when is_excluded and digits like code_prefix || '%' then length(code_prefix) end) as excluded_by,
        max(case when not is_excluded and length(code_prefix) > length(digits) then 1 else 0 end) as has_included_inside,
        max(case when is_excluded and length(code_prefix) > length(digits) then 1 else 0 end) as has_excluded_inside
    from paired
    where digits like code_prefix || '%' or code_prefix like digits || '%'
    group by hs_revision, digits, commodity_group
),

-- The longest prefix decides, unless the group is finer than what is known of the code.
decided as (
    select
        hs_revision,
        digits,
        commodity_group,
        case
            when coalesce(included_by, 0) > coalesce(excluded_by, 0) and has_excluded_inside = 0 then 'member'
            when coalesce(included_by, 0) > coalesce(excluded_by, 0) or has_included_inside = 1 then 'undecided'
        end as standing
    from matched
),

both_sides as (
    select
        decided.commodity_group,
        carried.hs_revision,
        carried.commodity_code,
        carried.digits,
        decided.standing,
        case when carried.is_split then decided.standing end as carried_standing
    from carried
    join decided on decided.hs_revision = carried.hs_revision and decided.digits = carried.digits
    where decided.standing is not null
    union all
    select
        decided.commodity_group,
        carried.hs_revision,
        carried.commodity_code,
        carried.digits,
        cast(null as varchar) as standing,
        decided.standing as carried_standing
    from carried
    join decided on decided.hs_revision = carried.next_revision and decided.digits = carried.next_digits
    where decided.standing is not null
),

joined as (
    select
        commodity_group,
        hs_revision,
        commodity_code,
        digits,
        max(standing) as standing,
        max(carried_standing) as carried_standing
    from both_sides
    group by commodity_group, hs_revision, commodity_code, digits
)

select
    joined.commodity_group,
    joined.hs_revision,
    joined.commodity_code,
    case
        when joined.standing = 'member' then 'member'
        when joined.standing is null then 'outside'
        when joined.digits = joined.commodity_code then 'too short'
        else 'hidden'
    end as standing,
    case
        when revision.next_revision is null then null
        when joined.carried_standing = 'member' then 'member'
        when joined.carried_standing is null then 'outside'
        when joined.digits = joined.commodity_code then 'too short'
        else 'hidden'
    end as carried_standing,
    revision.next_revision
from joined
left join revision on revision.hs_revision = joined.hs_revision
