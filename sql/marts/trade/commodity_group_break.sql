-- grain: one row per commodity_group and pair of revisions between which its codes split
with
code as (
    select * from mart.commodity_group_code
),

split as (
    select * from ref.commodity_concordance
    where relationship in ('1:n', 'n:n')
),

-- A code that was split, and what became of it.
piece as (
    select
        from_revision,
        to_revision,
        from_code,
        from_revision as hs_revision,
        from_code as commodity_code
    from split
    union
    select
        from_revision,
        to_revision,
        from_code,
        to_revision as hs_revision,
        to_code as commodity_code
    from split
),

piece_count as (
    select
        from_revision,
        from_code,
        count(*) as pieces
    from piece
    group by from_revision, from_code
),

touched as (
    select
        code.commodity_group,
        piece.from_revision,
        piece.to_revision,
        piece.from_code,
        count(case when code.standing = 'member' then 1 end) as members,
        count(case when code.standing <> 'outside' then 1 end) as possible_members
    from piece
    join code on code.hs_revision = piece.hs_revision and code.commodity_code = piece.commodity_code
    group by code.commodity_group, piece.from_revision, piece.to_revision, piece.from_code
),

-- A member in this revision of which the next one cannot tell is a break as well.
broken as (
    select
        touched.commodity_group,
        touched.from_revision,
        touched.to_revision,
        touched.from_code
    from touched
    join piece_count on piece_count.from_revision = touched.from_revision and piece_count.from_code = touched.from_code
    where touched.possible_members > 0 and touched.members < piece_count.pieces
    union
    select
        commodity_group,
        hs_revision as from_revision,
        next_revision as to_revision,
        commodity_code as from_code
    from code
    where standing = 'member' and carried_standing = 'too short'
)

select
    broken.commodity_group,
    broken.from_revision,
    broken.to_revision,
    count(*) as codes,
    min(broken.from_code) as first_code
from broken
group by broken.commodity_group, broken.from_revision, broken.to_revision
