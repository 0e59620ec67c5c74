-- Arithmetic on figures: decimal, over intervals, and only within one kind. A null end of a band is open.

create macro ref.quotient(dividend, divisor) as (
    cast(
        cast(
            (cast(dividend * 1000000 as hugeint) * 1000000) // nullif(cast(divisor * 1000000 as hugeint), 0)
            as decimal(38, 0)
        ) * 0.000001 as decimal(38, 6)
    )
);
comment on macro ref.quotient is 'Decimal quotient, cut after six digits; null when the divisor is 0 or null. No floating point.';

create macro ref.gap(low_a, high_a, low_b, high_b) as (
    greatest(coalesce(low_a - high_b, 0), coalesce(low_b - high_a, 0), 0)
);
comment on macro ref.gap is 'Distance between two bands; 0 when they meet.';

create macro ref.kind(unit, stock_or_flow, measure, statistic, period_kind, definition_version) as (
    concat_ws(
        ' / ', unit, stock_or_flow, measure, statistic, period_kind, coalesce(definition_version, 'one definition')
    )
);
comment on macro ref.kind is 'The type of a figure as one text: only values of equal kind add, compare or divide.';

create macro ref.same_kind(kind_a, kind_b) as (
    case
        when kind_a = kind_b then true
        else error('cannot combine ' || kind_a || ' with ' || kind_b || ': they are of different kind')
    end
);
comment on macro ref.same_kind is 'true, or an error that names both kinds.';

create macro ref.sum_alike(amount, kind) as (
    case
        when count(distinct kind) <= 1 then sum(amount)
        else error('cannot add ' || min(kind) || ' to ' || max(kind) || ': they are of different kind')
    end
);
comment on macro ref.sum_alike is 'Sum of amounts that are all of one kind; otherwise an error that names two of them.';

create macro ref.difference(amount_a, kind_a, amount_b, kind_b) as (
    case when ref.same_kind(kind_a, kind_b) then amount_a - amount_b end
);
comment on macro ref.difference is 'amount_a - amount_b of one kind; otherwise an error.';

create macro ref.growth_pct(amount_now, kind_now, amount_base, kind_base) as (
    case when ref.same_kind(kind_now, kind_base) then ref.quotient(100 * (amount_now - amount_base), amount_base) end
);
comment on macro ref.growth_pct is 'Growth in percent between two amounts of one kind; otherwise an error.';
